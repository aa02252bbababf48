/** What can go wrong with an office's identity provider, in words for whoever signs in and whoever sets it up. */
import type { ProblemCatalogue } from '../../../kernel/problem.ts';

export const ssoProblems = {
  'auth.sso_confirm': {
    status: 403,
    id: () =>
      'Pastikan dulu bahwa ini Anda: kembali ke halaman tadi, tekan "Masuk ulang lewat SSO", lalu kirim lagi dalam 5 menit. Belum ada yang dilakukan.',
    en: () =>
      'Confirm first that it is you: go back, press “Sign in again by SSO”, and send the form within 5 minutes. Nothing was done yet.',
    help: 'The account signs in by the office’s identity provider and has no password here; the provider has to ask the person anew.',
  },
  'auth.sso_address': {
    status: 422,
    id: (p) => `Alamat ${p.host} tidak boleh dipakai: penyedia harus memakai https (http hanya di komputer ini sendiri).`,
    en: (p) => `The address ${p.host} cannot be used: a provider must use https (http only on this very machine).`,
    help: 'Give the provider TLS, or correct the issuer. An address in the provider’s own description may be the wrong one.',
  },
  'auth.sso_unreachable': {
    status: 502,
    id: (p) =>
      `Penyedia ${p.host} tidak dapat dihubungi atau tidak menjawab dalam 5 detik. Coba lagi; kalau tetap begitu, beri tahu administrator.`,
    en: (p) =>
      `The provider ${p.host} cannot be reached or gives no answer within 5 seconds. Try again, or tell the administrator.`,
    help: 'Check the name, the network and the firewall between this server and the provider.',
  },
  'auth.sso_certificate': {
    status: 502,
    id: (p) =>
      `Sertifikat TLS ${p.host} tidak dipercaya (kedaluwarsa, nama lain, atau penerbit tidak dikenal), jadi tidak ada yang dikirim.`,
    en: (p) => `The TLS certificate of ${p.host} is not trusted (expired, another name, or unknown issuer), so nothing was sent.`,
    help: 'Renew the certificate. For an authority of your own start the server with NODE_EXTRA_CA_CERTS.',
  },
  'auth.sso_redirect': {
    status: 502,
    id: (p) => `${p.host} mengalihkan ke alamat lain, dan itu tidak diikuti. Tulis alamat penyedia yang terakhir.`,
    en: (p) => `${p.host} redirects elsewhere, which is not followed. Write the provider’s final address.`,
    help: 'Write the issuer exactly as the provider’s description names it.',
  },
  'auth.sso_not_provider': {
    status: 502,
    id: (p) =>
      `${p.host} menjawab, tetapi bukan dengan keterangan OpenID Connect yang lengkap. Periksa alamat penyedia (issuer).`,
    en: (p) =>
      `${p.host} answers, but not with a complete OpenID Connect description. Check the address of the provider (issuer).`,
    help: 'ISSUER/.well-known/openid-configuration must answer 200 with JSON that names the endpoints and keys, below 512 KiB.',
  },
  'auth.sso_issuer': {
    status: 502,
    id: (p) => `${p.host} menyebut dirinya dengan nama (issuer) lain daripada yang diatur, jadi jawabannya ditolak.`,
    en: (p) => `${p.host} calls itself by another name (issuer) than the one that is set, so its answer is refused.`,
    help: 'Copy “issuer” from the provider’s description letter by letter. Descriptions that stand for many organisations are refused.',
  },
  'auth.sso_signature': {
    status: 502,
    id: (p) => `Tanda tangan ${p.host} tidak cocok dengan kuncinya, atau kuncinya tidak dapat dibaca. Anda belum masuk.`,
    en: (p) => `The signature of ${p.host} does not fit its keys, or its keys cannot be read. You are not signed in.`,
    help: 'The provider must publish the keys it signs with under jwks_uri. Keys are read anew at each sign-in.',
  },
  'auth.sso_token': {
    status: 502,
    id: (p) =>
      `Jawaban penyedia ditolak: isi “${p.claim}” tidak sesuai (kedaluwarsa, untuk aplikasi lain, atau jawaban lama). Masuk sekali lagi.`,
    en: (p) =>
      `The provider’s answer is refused: “${p.claim}” does not fit (expired, for another application, or an old answer). Sign in again.`,
    help: 'exp, iat, nbf: compare the clocks. aud, azp: the token is for another client. nonce: the answer belongs to another attempt.',
  },
  'auth.sso_client': {
    status: 502,
    id: (p) => `${p.host} menolak client ID atau client secret yang diatur di Suara. Beri tahu administrator.`,
    en: (p) => `${p.host} refuses the client ID or client secret that is set in Suara. Tell the administrator.`,
    help: 'Enter the client ID and a new client secret on /kelola/sso.',
  },
  'auth.sso_denied': {
    status: 403,
    id: () => 'Penyedia tidak memberi izin masuk: Anda membatalkan, atau akun Anda belum diizinkan memakai Suara.',
    en: () => 'The provider gave no permission: you cancelled, or your account may not use Suara.',
    help: 'Sign in again, or let the provider’s administrator allow the account to use this application.',
  },
  'auth.sso_over': {
    status: 422,
    id: () => 'Jawaban ini sudah dipakai, terlalu lama, atau bukan dari peramban ini. Mulai sekali lagi dari tombol masuk.',
    en: () => 'This answer was used, is too old, or was not asked for by this browser. Begin again with the sign-in button.',
    help: 'An attempt lasts ten minutes, in one browser, once. Cookies must be allowed.',
  },
  'auth.sso_no_role': {
    status: 403,
    id: () =>
      'Akun Anda dikenal, tetapi tidak termasuk grup mana pun yang mendapat peran di Suara. Minta administrator instansi.',
    en: () => 'Your account is known but belongs to no group that has a role in Suara. Ask your agency’s administrator.',
    help: 'Add the person to a group at the provider, or the group to the table on /kelola/sso. Check the name of the claim.',
  },
  'auth.sso_email': {
    status: 403,
    id: () =>
      'Penyedia tidak menyebut surel Anda, atau surel itu belum diverifikasi di sana, jadi akun Suara tidak dapat dibuat.',
    en: () => 'The provider names no e-mail address of yours, or a not verified one, so no account was made.',
    help: 'Ask for the scope “email”, and let the provider mark the address as verified (email_verified).',
  },
  'auth.sso_email_unproved': {
    status: 403,
    id: () =>
      'Surel akun Suara ini belum terbukti milik Anda, jadi belum dihubungkan dengan SSO. Buktikan di halaman Akun, atau minta administrator memeriksanya.',
    en: () =>
      'It is not proved yet that the address of this Suara account is yours, so it was not tied to SSO. Prove it on the page Account, or ask the administrator to check it.',
    help: 'The account joined by a link with an address that nobody proved. Where e-mail is on, its holder proves it at /akun; where it is off, an administrator confirms it at /kelola/petugas, or the operator with `suara officer confirm EMAIL`. Remove the access of an account that is not that person’s.',
  },
  'auth.sso_dismissed': {
    status: 403,
    id: () => 'Akses akun ini pernah dicabut. Minta administrator membuat tautan undangan baru.',
    en: () => 'The access of this account was taken away. Ask the administrator for a new invitation link.',
    help: 'Who was dismissed here comes back by an invitation, not by signing in again.',
  },
  'auth.sso_other_office': {
    status: 403,
    id: () => 'Surel ini milik akun instansi lain di Suara. Masuk lewat instansi itu, atau pakai surel lain.',
    en: () => 'This address belongs to an account of another agency. Sign in there, or use another address.',
    help: 'An account works for one agency. An agency’s provider can never open another agency’s account.',
  },
  'auth.sso_is_emergency': {
    status: 403,
    id: () => 'Ini akun darurat: akun ini masuk dengan kata sandi, bukan lewat SSO.',
    en: () => 'This is the emergency account: it signs in with its password, not by SSO.',
    help: 'Name another emergency account on /kelola/sso to use this one by SSO.',
  },
  'auth.sso_only': {
    status: 403,
    id: () =>
      'Instansi Anda mewajibkan masuk lewat akun instansi (SSO). Kembali ke halaman masuk dan pilih tombol akun instansi Anda.',
    en: () => 'Your agency requires its own account (SSO). Go back to the sign-in page and choose your agency’s button.',
    help: 'Only the emergency account signs in with a password while SSO is required (/kelola/sso).',
  },
  'auth.sso_is_required': {
    status: 422,
    id: () => 'SSO sedang wajib, jadi penyedianya tidak dapat diganti atau disembunyikan. Jadikan sukarela dahulu.',
    en: () => 'SSO is required, so the provider cannot be exchanged or hidden. Make it voluntary first.',
    help: 'Release the requirement on /kelola/sso, change the provider, sign in by it once, and require it again.',
  },
  'auth.sso_unproven': {
    status: 422,
    id: () => 'Belum ada yang berhasil masuk lewat SSO dengan pengaturan ini, jadi belum dapat diwajibkan.',
    en: () => 'Nobody has signed in by SSO with these settings yet, so it cannot be required.',
    help: 'Sign in once by the provider, then require it.',
  },
  'auth.sso_emergency_admin': {
    status: 422,
    id: () => 'Akun darurat harus akun administrator instansi ini yang mempunyai kata sandi. Tidak ada yang berubah.',
    en: () => 'The emergency account must be an administrator of this agency with a password. Nothing changed.',
    help: 'Choose another account, or give the account a password with `suara officer password EMAIL`.',
  },
  'auth.sso_emergency_kept': {
    status: 422,
    id: () => 'Ini akun darurat SSO, jadi hak dan aksesnya tidak dapat diubah. Jadikan SSO sukarela dahulu.',
    en: () => 'This is the emergency account of SSO, so its rights cannot be changed. Make SSO voluntary first.',
    help: 'Release the requirement on /kelola/sso, or name another emergency account there.',
  },
  'auth.sso_secret_lost': {
    status: 503,
    id: () => 'Client secret tidak dapat dibaca lagi (kunci instalasi berubah). Administrator perlu mengisinya lagi.',
    en: () =>
      'The client secret cannot be read any more (the installation’s key changed). The administrator must enter it again.',
    help: 'It was encrypted under another SUARA_SECRET. Enter the client secret again on /kelola/sso.',
  },
} satisfies ProblemCatalogue;
