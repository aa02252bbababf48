/** Roles in words. */
import { defineTexts, type Lang } from '../i18n/index.ts';
import type { ActorRole } from './scope.ts';

const words = defineTexts({
  id: {
    admin: { name: 'Administrator', does: 'mengatur instansi, menutup periode, menerbitkan' },
    head: { name: 'Pimpinan', does: 'melihat semua hasil dan jawaban, menyetujui penerbitan' },
    coordinator: { name: 'Koordinator biro', does: 'melihat semua hasil dan jawaban untuk pembinaan' },
    officer: { name: 'Petugas', does: 'melihat hasil, memasukkan dan mengimpor jawaban' },
    companion: { name: 'Pendamping lapangan', does: 'memasukkan jawaban orang yang didampingi' },
    surveyor: { name: 'Surveior independen', does: 'memasukkan jawaban, tidak melihat hasil' },
    reviewer: { name: 'Penelaah mutu data', does: 'membaca jawaban dan saran, menyetujui pengecualian jawaban' },
    auditor: { name: 'Auditor', does: 'membaca semuanya, tidak mengubah apa pun' },
    operator: { name: 'Operator pemasangan', does: 'merawat server dan daftar instansi, tidak melihat isi jawaban' },
  },
  en: {
    admin: { name: 'Administrator', does: 'sets the office up, closes periods, publishes' },
    head: { name: 'Head', does: 'sees all results and answers, approves publication' },
    coordinator: { name: 'Bureau coordinator', does: 'sees all results and answers, to guide the office' },
    officer: { name: 'Officer', does: 'sees results, keys answers in and imports them' },
    companion: { name: 'Field companion', does: 'keys in answers of the people they help' },
    surveyor: { name: 'Independent surveyor', does: 'keys answers in and sees no results' },
    reviewer: { name: 'Data quality reviewer', does: 'reads answers and suggestions, approves exclusions of answers' },
    auditor: { name: 'Auditor', does: 'reads everything and changes nothing' },
    operator: { name: 'Operator', does: 'looks after the server and the list of offices, sees no answers' },
  },
});

/** A role's name; as it was written down where this version no longer knows it. */
export function roleName(role: string, lang: Lang): string {
  const known: Readonly<Record<string, { readonly name: string }>> = words[lang];
  return known[role]?.name ?? role;
}

/** A role's name with what it does, for whoever gives it. */
export function roleSentence(role: ActorRole, lang: Lang): string {
  return `${words[lang][role].name}: ${words[lang][role].does}`;
}
