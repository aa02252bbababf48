/** What this part's entries in the audit trail are called. */
import { defineTexts } from '../i18n/index.ts';

export const auditWords = defineTexts({
  id: {
    'auth.add_officer': 'Menambah petugas dari baris perintah',
    'auth.change_password': 'Mengganti kata sandi sendiri',
    'auth.end_other_sessions': 'Mengeluarkan akunnya dari semua perangkat lain',
    'auth.end_session': 'Mengeluarkan akunnya dari satu perangkat',
    'auth.invite': 'Membuat tautan undangan',
    'auth.join': 'Bergabung lewat undangan',
    'auth.remove': 'Mencabut akses petugas',
    'auth.reset_password': 'Mengganti kata sandi petugas dari baris perintah',
  },
  en: {
    'auth.add_officer': 'Added an officer from the command line',
    'auth.change_password': 'Changed their own password',
    'auth.end_other_sessions': 'Signed their account out on all other devices',
    'auth.end_session': 'Signed their account out on one device',
    'auth.invite': 'Made an invitation link',
    'auth.join': 'Joined by invitation',
    'auth.remove': 'Removed an officer’s access',
    'auth.reset_password': 'Set an officer’s password from the command line',
  },
});
