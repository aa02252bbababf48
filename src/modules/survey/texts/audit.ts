/** What this part's entries in the audit trail are called. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const auditWords = defineTexts({
  id: {
    'survey.assign_questionnaire': 'Memilih kuesioner layanan',
    'survey.change_questionnaire': 'Mengubah kuesioner',
    'survey.close_code': 'Menutup kode',
    'survey.create_code': 'Membuat kode',
    'survey.create_questionnaire': 'Membuat kuesioner',
    'survey.discard_import': 'Tidak memakai berkas impor',
    'survey.finish_import': 'Menyimpan jawaban dari berkas',
    'survey.finish_undo': 'Mengeluarkan jawaban impor',
    'survey.receive_import': 'Mengirim berkas impor',
    'survey.reopen_code': 'Membuka lagi kode',
    'survey.see_conflict': 'Memeriksa kiriman bentrok',
    'survey.start_import': 'Menyetujui impor berkas',
    'survey.stop_import': 'Menghentikan impor berkas',
    'survey.undo_import': 'Membatalkan impor',
  },
  en: {
    'survey.assign_questionnaire': 'Chose a service’s questionnaire',
    'survey.change_questionnaire': 'Changed a questionnaire',
    'survey.close_code': 'Closed a code',
    'survey.create_code': 'Created a code',
    'survey.create_questionnaire': 'Created a questionnaire',
    'survey.discard_import': 'Did not use an import file',
    'survey.finish_import': 'Stored answers from a file',
    'survey.finish_undo': 'Took imported answers out',
    'survey.receive_import': 'Sent an import file',
    'survey.reopen_code': 'Reopened a code',
    'survey.see_conflict': 'Looked at a conflicting send',
    'survey.start_import': 'Approved the import of a file',
    'survey.stop_import': 'Stopped the import of a file',
    'survey.undo_import': 'Undid an import',
  },
});
