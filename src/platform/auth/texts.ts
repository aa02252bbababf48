import type { ProblemCatalogue } from '../../kernel/problem.ts';
import { defineTexts } from '../i18n/index.ts';
import { keyProblems } from './keys/texts.ts';
import { operatorProblems } from './operator-words.ts';
import { passkeyProblems } from './passkey-texts.ts';
import { secondFactorProblems } from './second-factor-texts.ts';
import { ssoProblems } from './sso/problems.ts';

export const texts = defineTexts({
  id: {
    signIn: 'Masuk',
    signInLead: 'Untuk petugas dan pimpinan instansi. Warga tidak perlu masuk untuk mengisi survei.',
    email: 'Surel',
    password: 'Kata sandi',
    passwordHint: 'Sedikitnya 10 huruf, bukan satu kata umum. Kalimat pendek lebih mudah diingat dan lebih aman.',
    passwordAgain: 'Kata sandi Anda',
    passwordAgainHint: 'Sekali lagi, untuk memastikan bahwa ini Anda.',
    ssoAgain: 'Masuk ulang lewat SSO',
    ssoAgainHint: 'Untuk memastikan bahwa ini Anda. Sesudahnya formulir ini berlaku selama 5 menit.',
    ssoAgainDone: 'Anda baru saja masuk ulang lewat SSO. Formulir ini boleh dikirim.',
    wrong: 'Surel atau kata sandi tidak cocok. Periksa huruf besar dan kecil, lalu coba lagi.',
    forgotten: 'Lupa kata sandi? Minta operator menjalankan',
    demoTitle: 'Akun peraga',
    demoLead: 'Setiap akun membuka satu instansi rekaan. Pilih instansinya, lalu surelnya terisi di atas.',
    demoFilled: 'Sudah terisi: akun',
    demoPassword: 'Kata sandi semua akun peraga:',
    name: 'Nama',
    joinTitle: 'Bergabung sebagai petugas',
    joinLead: 'Tautan ini membuat satu akun untuk Anda. Setelah dipakai, tautan tidak berlaku lagi.',
    join: 'Buat akun',
    joined: 'Akun Anda sudah dibuat. Silakan masuk.',
    unproved: 'belum terbukti',
    proveTitle: 'Surel belum terbukti',
    proveLead: 'Belum pasti surel ini milik Anda. Selama belum terbukti, akun instansi (SSO) tidak dihubungkan dengan akun ini.',
    proveSend: 'Kirim tautan ke surel saya',
    proveByAdmin:
      'Surel tidak aktif di pemasangan ini. Minta administrator lain memastikannya di halaman Petugas, atau operator.',
    proveAsk: 'Pastikan surel Anda',
    proveAskLead: (email: string) => `Tekan tombol ini untuk membuktikan bahwa ${email} milik Anda.`,
    prove: 'Surel ini milik saya',
    proveSubject: 'Buktikan surel Anda di Suara',
    proveText: (name: string, link: string) =>
      `${name}, akun Suara Anda memakai surel ini. Masuk ke Suara, lalu buka tautan ini dalam 24 jam:\n\n${link}\n\nBila Anda tidak bergabung di Suara, abaikan surat ini dan beri tahu instansi Anda: ada yang memakai surel Anda.`,
    confirmAddress: 'Surelnya sudah saya pastikan',
    confirmLead:
      '“Belum terbukti”: belum pasti surel itu milik orangnya, jadi akun instansi (SSO) tidak dihubungkan. Tanyakan langsung kepada orangnya, lalu pastikan; tercatat di jejak audit.',
    confirmed: 'Surel dicatat sebagai terbukti.',
    officers: 'Petugas',
    officersLead: 'Orang yang dapat masuk untuk instansi ini.',
    role: 'Peran',
    since: 'Sejak',
    invite: 'Buat tautan undangan',
    inviteTitle: 'Undang petugas',
    inviteLead:
      'Suara membuat tautan sekali pakai yang berlaku 72 jam. Kirimkan sendiri lewat pesan; tautan ini tidak ditampilkan lagi.',
    inviteReady: 'Tautan undangan sudah siap',
    action: 'Tindakan',
    remove: 'Cabut akses',
    removeAsk: 'Cabut akses petugas ini?',
    removeLead: 'Ia tidak dapat masuk lagi. Catatan pekerjaannya tetap tersimpan dalam jejak audit.',
    removed: 'Akses sudah dicabut.',
    back: 'Kembali',
    you: 'Anda',
    required: 'Isi bagian ini.',
    emailInvalid: 'Tulis surel yang lengkap, misalnya nama@contoh.go.id.',
  },
  en: {
    signIn: 'Sign in',
    signInLead: 'For officers and heads of the agency. Citizens need no account to answer the survey.',
    email: 'E-mail',
    password: 'Password',
    passwordHint: 'At least 10 characters, not a single common word. A short sentence is easier to remember and safer.',
    passwordAgain: 'Your password',
    passwordAgainHint: 'Once more, to be sure that this is you.',
    ssoAgain: 'Sign in again by SSO',
    ssoAgainHint: 'To be sure that this is you. After that this form counts for 5 minutes.',
    ssoAgainDone: 'You have just signed in again by SSO. This form may be sent.',
    wrong: 'The e-mail or password does not match. Check capital letters and try again.',
    forgotten: 'Forgot the password? Ask the operator to run',
    demoTitle: 'Demonstration accounts',
    demoLead: 'Each account opens one invented agency. Choose the agency, and its e-mail is filled in above.',
    demoFilled: 'Filled in: the account of',
    demoPassword: 'Password of all demonstration accounts:',
    name: 'Name',
    joinTitle: 'Join as an officer',
    joinLead: 'This link creates one account for you. Once used it no longer works.',
    join: 'Create account',
    joined: 'Your account exists now. Please sign in.',
    unproved: 'not proved',
    proveTitle: 'E-mail not proved',
    proveLead:
      'It is not certain that this address is yours. Until it is, the agency’s own account (SSO) is not tied to this one.',
    proveSend: 'Send a link to my address',
    proveByAdmin:
      'E-mail is off in this installation. Ask another administrator to confirm it on the page Officers, or the operator.',
    proveAsk: 'Prove your address',
    proveAskLead: (email: string) => `Press this button to prove that ${email} is yours.`,
    prove: 'This address is mine',
    proveSubject: 'Prove your address in Suara',
    proveText: (name: string, link: string) =>
      `${name}, your Suara account uses this address. Sign in to Suara and open this link within 24 hours:\n\n${link}\n\nIf you did not join Suara, ignore this mail and tell your agency: somebody uses your address.`,
    confirmAddress: 'I have made sure of the address',
    confirmLead:
      '“Not proved”: it is not certain that the address is that person’s, so SSO is not tied to the account. Ask the person themselves, then confirm; it is written in the audit trail.',
    confirmed: 'The address was noted as proved.',
    officers: 'Officers',
    officersLead: 'People who can sign in for this agency.',
    role: 'Role',
    since: 'Since',
    invite: 'Create invitation link',
    inviteTitle: 'Invite an officer',
    inviteLead: 'Suara makes a one-time link that is valid for 72 hours. Send it yourself; it is not shown again.',
    inviteReady: 'The invitation link is ready',
    action: 'Action',
    remove: 'Remove access',
    removeAsk: 'Remove this officer’s access?',
    removeLead: 'They can no longer sign in. What they did stays in the audit trail.',
    removed: 'Access removed.',
    back: 'Back',
    you: 'You',
    required: 'Fill this in.',
    emailInvalid: 'Write a complete e-mail address, such as name@example.go.id.',
  },
});

export const problems = {
  ...operatorProblems,
  ...passkeyProblems,
  ...secondFactorProblems,
  ...ssoProblems,
  ...keyProblems,
  'auth.signed_out': {
    status: 401,
    id: () => 'Anda sudah keluar, jadi perubahan terakhir belum disimpan. Masuk lagi, lalu ulangi.',
    en: () => 'You are signed out, so the last change was not stored. Sign in and repeat it.',
    help: 'The session cookie is missing, expired or revoked. Sign in again.',
  },
  'auth.password_short': {
    status: 422,
    id: (p) => `Kata sandi terlalu pendek. Pakai sedikitnya ${p.length} huruf.`,
    en: (p) => `The password is too short. Use at least ${p.length} characters.`,
    help: 'Choose a longer password.',
  },
  'auth.password_is_email': {
    status: 422,
    id: () => 'Kata sandi tidak boleh sama dengan surel.',
    en: () => 'The password must not equal the e-mail address.',
    help: 'Choose another password.',
  },
  'auth.password_breached': {
    status: 422,
    id: () =>
      'Kata sandi ini ada dalam daftar kata sandi yang pernah bocor, jadi mudah dicoba orang. Pakai kalimat pendek buatan Anda sendiri.',
    en: () => 'This password is in a list of leaked passwords, so others try it first. Use a short sentence of your own.',
    help: 'Choose another password. The list is part of the program (src/platform/auth/breached.ts); nothing is sent anywhere.',
  },
  'auth.password_guessable': {
    status: 422,
    id: () =>
      'Kata sandi ini mudah ditebak: hanya angka, huruf yang diulang, atau satu kata umum dengan angka dan tanda. Pakai beberapa kata.',
    en: () =>
      'This password is easy to guess: only figures, repeated letters, or one common word with figures and signs. Use several words.',
    help: 'Choose a password of several words. Telephone numbers, dates and a single common word are refused.',
  },
  'auth.password_wrong': {
    status: 422,
    id: () => 'Kata sandi sekarang tidak cocok, jadi belum diganti.',
    en: () => 'The present password does not match, so nothing was changed.',
    help: 'Give the password the account has now, or let the operator set one with `suara officer password EMAIL`.',
  },
  'auth.email_invalid': {
    status: 422,
    id: (p) => `“${p.email}” bukan surel yang lengkap. Tulis misalnya nama@contoh.go.id.`,
    en: (p) => `“${p.email}” is not a complete e-mail address. Write for example name@example.go.id.`,
    help: 'Correct the address.',
  },
  'auth.email_taken': {
    status: 422,
    id: (p) => `Surel ${p.email} sudah dipakai. Masuk dengan surel itu, atau pakai surel lain.`,
    en: (p) => `The address ${p.email} is in use. Sign in with it, or use another one.`,
    help: 'An account with this address exists. `suara officer password EMAIL` sets a new password.',
  },
  'auth.email_unknown': {
    status: 404,
    id: (p) => `Tidak ada akun dengan surel ${p.email}.`,
    en: (p) => `There is no account with the address ${p.email}.`,
    help: 'Check the spelling, or add the officer with `suara officer add EMAIL`.',
  },
  'auth.invitation_invalid': {
    status: 410,
    id: () => 'Tautan undangan ini sudah dipakai, kedaluwarsa, atau tidak lengkap. Minta tautan baru kepada administrator.',
    en: () => 'This invitation link was used, has expired or is incomplete. Ask the administrator for a new one.',
    help: 'Invitations work once and for 72 hours. Make a new one on /kelola/petugas.',
  },
  'auth.invitation_other_email': {
    status: 422,
    id: () => 'Tautan ini untuk surel lain. Pakai surel yang menerima undangan ini.',
    en: () => 'This link is for another e-mail address. Use the address that received the invitation.',
    help: 'An invitation of `suara office create` is for the address given there. Make another one where the address was wrong.',
  },
  'auth.office_gone': {
    status: 410,
    id: (p) =>
      `Instansi ${p.office} sudah dihapus dari Suara pada ${p.day} atas permintaannya sendiri. Alamat ini tidak dipakai lagi. Kepala terakhir buku publiknya: ${p.size} daun, akar ${p.root}.`,
    en: (p) =>
      `The office ${p.office} was erased from Suara on ${p.day} at its own request. This address is not used any more. The last head of its public ledger: ${p.size} leaves, root ${p.root}.`,
    help: 'The tombstone (`suara office list`) keeps the name, the day and the last signed head; everything else is gone. Old receipts can be compared with that head.',
  },
  'auth.own_rights': {
    status: 403,
    id: () => 'Hak Anda sendiri tidak dapat Anda ubah. Tidak ada yang berubah. Minta administrator lain.',
    en: () => 'You cannot change your own rights. Nothing changed. Ask another administrator.',
    help: 'Nobody gives themselves more than they have, and an office keeps its administrator.',
  },
  'auth.grant_unknown': {
    status: 404,
    id: () => 'Hak ini tidak ada atau sudah diakhiri. Tidak ada yang berubah. Muat ulang halamannya.',
    en: () => 'This right does not exist or has ended. Nothing changed. Reload the page.',
    help: 'Somebody else ended it meanwhile, or the address names a right of another person.',
  },
  'auth.delegation_ruled': {
    status: 403,
    id: () => 'Di instansi ini setiap pemberian hak memerlukan dua orang, jadi titip tugas diatur oleh administrator.',
    en: () => 'In this agency giving rights needs two people, so an administrator arranges substitutes.',
    help: 'The office’s rule for giving rights asks for a second person; an administrator gives the right with dates instead.',
  },
  'auth.last_admin': {
    status: 409,
    id: () =>
      'Ini administrator terakhir instansi ini, jadi peran dan aksesnya tetap. Tidak ada yang berubah. Jadikan orang lain administrator dahulu.',
    en: () =>
      'This is the agency’s last administrator, so the role and the access stay. Nothing changed. Make somebody else an administrator first.',
    help: 'An office keeps at least one administrator of its own: in the whole office, not lent and without a last day. Invite or promote another one, then repeat.',
  },
  'auth.address_link': {
    status: 422,
    id: () =>
      'Tautan ini kedaluwarsa, tidak lengkap, atau untuk akun lain. Masuk dengan akun yang menerimanya, atau minta tautan baru di halaman Akun.',
    en: () =>
      'This link has expired, is incomplete or is for another account. Sign in with the account that received it, or ask for a new one on the page Account.',
    help: 'The link proves an address to the account that asked for it, for 24 hours. Ask for a new one at /akun.',
  },
  'auth.address_by_mail': {
    status: 409,
    id: () => 'Di pemasangan ini surel dibuktikan lewat tautan yang dikirim ke alamatnya, dari halaman Akun orang itu.',
    en: () => 'In this installation an address is proved by a link that is sent to it, from that person’s page Account.',
    help: 'An administrator confirms addresses only where e-mail is off (no SUARA_SMTP_URL). The operator can with `suara officer confirm EMAIL`.',
  },
  'auth.cannot_remove_self': {
    status: 422,
    id: () => 'Anda tidak dapat mencabut akses Anda sendiri. Minta administrator lain.',
    en: () => 'You cannot remove your own access. Ask another administrator.',
    help: 'Another administrator must do it, so that an office never loses its last one.',
  },
  'auth.no_office': {
    status: 404,
    id: () => 'Belum ada instansi di basis data ini. Jalankan `npm start`, lalu siapkan instansi di peramban.',
    en: () => 'There is no office in this database yet. Run `npm start` and set one up in the browser.',
    help: 'Set the office up in the browser first.',
  },
  'auth.many_offices': {
    status: 422,
    id: () => 'Basis data ini memuat beberapa instansi. Sebutkan instansinya dengan --unit dan kode salah satu unitnya.',
    en: () => 'This database holds several offices. Name the office with --unit and the code of any of its units.',
    help: 'Repeat with `--unit KODE`; a unit’s code stands in the address of its results (/ikm/KODE/…) and on its page in the settings.',
  },
  'auth.unit_unknown': {
    status: 404,
    id: (p) =>
      `Tidak ada unit dengan kode “${p.unit}”, jadi petugas tidak ditambahkan. Kode unit ada di alamat hasilnya (/ikm/KODE/…).`,
    en: (p) =>
      `No unit has the code “${p.unit}”, so no officer was added. A unit’s code stands in the address of its results (/ikm/KODE/…).`,
    help: 'Check the spelling; the code stands on the unit’s page in the settings.',
  },
} satisfies ProblemCatalogue;
