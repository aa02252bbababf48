/** What followup's refusals, tables, purpose and entries in the audit trail are called. */
import type { ProblemCatalogue } from '../../../kernel/problem.ts';
import { defineTexts } from '../../../platform/i18n/index.ts';
import type { Purpose } from '../../../platform/personal/index.ts';

export const problems: ProblemCatalogue = {
  'followup.unknown': {
    status: 404,
    id: () => 'Kegiatan tindak lanjut ini tidak ada di instansi Anda. Pilih dari daftar.',
    en: () => 'Your agency has no such follow-up action. Choose one from the list.',
    help: 'The id in the address belongs to no line of this office’s plan, or to a unit outside of the person’s branch. Open /rencana.',
  },
  'followup.no_result': {
    status: 404,
    id: () => 'Tidak ada hasil terbit untuk unit dan periode ini, jadi belum ada yang ditindaklanjuti. Pilih dari daftar.',
    en: () => 'There is no published result of this unit and period, so there is nothing to follow up yet. Choose from the list.',
    help: 'A plan answers a published result. Publish the period on /periode, then plan on /rencana.',
  },
  'followup.no_public_plan': {
    status: 404,
    id: () =>
      'Tidak ada hasil terbit di alamat ini, jadi tidak ada tindak lanjutnya. Periksa alamatnya atau mulai dari daftar hasil.',
    en: () =>
      'There is no published result at this address, so it has no follow-up. Check the address or begin with the list of results.',
    help: 'The unit or the period in the address of /tindak-lanjut has no published result.',
  },
  'followup.no_evidence': {
    status: 422,
    id: () => 'Kegiatan yang selesai perlu bukti. Tulis apa yang sudah ada, lalu simpan lagi.',
    en: () => 'An action that is done needs proof. Write what is there now and save again.',
    help: 'The database refuses a line that is done without evidence (followup_action_proof_check).',
  },
  'followup.no_reason': {
    status: 422,
    id: () => 'Kegiatan yang batal perlu alasan. Tulis alasannya, lalu simpan lagi.',
    en: () => 'An action that is given up needs a reason. Write it and save again.',
    help: 'The database refuses a line that is given up without a reason (followup_action_reason_check).',
  },
};

export const auditWords = defineTexts({
  id: {
    'followup.add': 'Menambah kegiatan tindak lanjut',
    'followup.change': 'Mengubah rencana tindak lanjut',
    'followup.set_state': 'Mengubah status tindak lanjut',
    'followup.show': 'Mengumumkan kegiatan tindak lanjut',
    'followup.hide': 'Menarik kegiatan tindak lanjut dari halaman warga',
  },
  en: {
    'followup.add': 'Added a follow-up action',
    'followup.change': 'Changed the follow-up plan',
    'followup.set_state': 'Changed the state of a follow-up action',
    'followup.show': 'Showed a follow-up action to everybody',
    'followup.hide': 'Took a follow-up action off the citizens’ page',
  },
});

export const tableMeanings: Readonly<Record<string, string>> = {
  followup_action: 'rencana tindak lanjut per unit dan periode: unsur, kegiatan, triwulan, penanggung jawab, status, bukti',
};

export const planPurpose: Purpose = {
  id: 'followup.plan',
  basis: 'public_service',
  title: { id: 'Rencana tindak lanjut', en: 'Follow-up plan' },
  people: { id: 'Petugas yang merencanakan dan penanggung jawab', en: 'Officers who plan, and those in charge' },
  why: {
    id: 'Mencatat siapa bertanggung jawab atas perbaikan dan siapa yang mencatatnya.',
    en: 'To keep who is in charge of an improvement and who wrote it down.',
  },
  erasure: {
    id: 'Rencana tidak dihapus; penanggung jawab dapat diubah menjadi jabatan.',
    en: 'A plan is not erased; the person in charge can be changed into a post.',
  },
};
