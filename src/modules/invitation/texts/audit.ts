/** What this part's entries in the audit trail are called. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const auditWords = defineTexts({
  id: {
    'invitation.change_settings': 'Mengubah pengaturan undangan',
    'invitation.discard_list': 'Membatalkan daftar undangan dan menghapus kontaknya',
    'invitation.send_list': 'Mengirim undangan',
    'invitation.take_list': 'Mengunggah daftar undangan',
    'invitation.test': 'Mengirim pesan contoh',
  },
  en: {
    'invitation.change_settings': 'Changed the settings of invitations',
    'invitation.discard_list': 'Gave up a list of invitations and erased its contacts',
    'invitation.send_list': 'Sent invitations',
    'invitation.take_list': 'Uploaded a list of invitations',
    'invitation.test': 'Sent an example message',
  },
});
