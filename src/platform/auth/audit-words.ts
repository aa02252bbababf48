/** What this part's entries in the audit trail are called. */
import { defineTexts } from '../i18n/index.ts';

export const auditWords = defineTexts({
  id: {
    'auth.add_officer': 'Menambah petugas dari baris perintah',
    'auth.change_password': 'Mengganti kata sandi sendiri',
    'auth.drop_second_factor': 'Mematikan verifikasi dua langkahnya',
    'auth.end_other_sessions': 'Mengeluarkan akunnya dari semua perangkat lain',
    'auth.end_session': 'Mengeluarkan akunnya dari satu perangkat',
    'auth.invite': 'Membuat tautan undangan',
    'auth.join': 'Bergabung lewat undangan',
    'auth.remove': 'Mencabut akses petugas',
    'auth.release_second_factor': 'Menjadikan verifikasi dua langkah sukarela',
    'auth.renew_recovery_codes': 'Membuat kode pemulihan baru',
    'auth.require_second_factor': 'Mewajibkan verifikasi dua langkah untuk semua petugas',
    'auth.reset_password': 'Mengganti kata sandi petugas dari baris perintah',
    'auth.reset_second_factor': 'Menghapus verifikasi dua langkah petugas',
    'auth.set_second_factor': 'Memasang verifikasi dua langkah',
    'auth.use_recovery_code': 'Masuk dengan kode pemulihan',
  },
  en: {
    'auth.add_officer': 'Added an officer from the command line',
    'auth.change_password': 'Changed their own password',
    'auth.drop_second_factor': 'Switched their two-step verification off',
    'auth.end_other_sessions': 'Signed their account out on all other devices',
    'auth.end_session': 'Signed their account out on one device',
    'auth.invite': 'Made an invitation link',
    'auth.join': 'Joined by invitation',
    'auth.remove': 'Removed an officer’s access',
    'auth.release_second_factor': 'Made two-step verification voluntary',
    'auth.renew_recovery_codes': 'Made new recovery codes',
    'auth.require_second_factor': 'Required two-step verification of all officers',
    'auth.reset_password': 'Set an officer’s password from the command line',
    'auth.reset_second_factor': 'Removed an officer’s two-step verification',
    'auth.set_second_factor': 'Set two-step verification up',
    'auth.use_recovery_code': 'Signed in with a recovery code',
  },
});
