import { defineTexts } from '../i18n/index.ts';

/** Words of one's own account: password, devices. */
export const accountTexts = defineTexts({
  id: {
    account: 'Akun saya',
    changePassword: 'Ganti kata sandi',
    noPassword:
      'Akun ini tidak mempunyai kata sandi di Suara: Anda masuk lewat akun instansi. Kata sandi dan verifikasi dua langkahnya diatur di sana.',
    passwordChanged: 'Kata sandi sudah diganti. Perangkat lain sudah dikeluarkan; Anda tetap masuk di sini.',
    newPassword: 'Kata sandi baru',
    currentPassword: 'Kata sandi sekarang',
    devices: 'Perangkat yang masuk',
    devicesLead:
      'Peramban yang sedang masuk dengan akun Anda. Kalau ada yang tidak Anda kenal, keluarkan, lalu ganti kata sandi Anda.',
    thisDevice: 'perangkat ini',
    deviceName: (browser: string, system: string) => `${browser} di ${system}`,
    deviceUnknown: 'Peramban yang tidak dikenal',
    signedInAt: 'Masuk',
    seenAt: 'Terakhir dipakai',
    endSession: 'Keluarkan',
    endOthers: 'Keluar dari semua perangkat lain',
    sessionEnded: 'Perangkat itu sudah dikeluarkan.',
    passkeyAdded: 'Kunci sandi sudah ditambahkan.',
    passkeyRemoved: 'Kunci sandi sudah dihapus.',
    nothingChanged: 'Kata sandi tidak cocok, jadi tidak ada yang diubah.',
    othersEnded: 'Semua perangkat lain sudah dikeluarkan.',
  },
  en: {
    account: 'My account',
    changePassword: 'Change password',
    noPassword:
      'This account has no password in Suara: you sign in with the agency’s account. Its password and two-step verification are set there.',
    passwordChanged: 'Password changed. Other devices are signed out; you are still signed in here.',
    newPassword: 'New password',
    currentPassword: 'Present password',
    devices: 'Devices signed in',
    devicesLead: 'Browsers that are signed in with your account. If you do not know one, sign it out and change your password.',
    thisDevice: 'this device',
    deviceName: (browser: string, system: string) => `${browser} on ${system}`,
    deviceUnknown: 'Unknown browser',
    signedInAt: 'Signed in',
    seenAt: 'Last used',
    endSession: 'Sign out',
    endOthers: 'Sign out on all other devices',
    sessionEnded: 'That device is signed out.',
    passkeyAdded: 'The passkey is added.',
    passkeyRemoved: 'The passkey is removed.',
    nothingChanged: 'The password does not match, so nothing was changed.',
    othersEnded: 'All other devices are signed out.',
  },
});
