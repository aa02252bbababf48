/** What this part's entries in the audit trail are called. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const auditWords = defineTexts({
  id: {
    'survey.assign_questionnaire': 'Memilih kuesioner layanan',
    'survey.change_questionnaire': 'Mengubah kuesioner',
    'survey.close_code': 'Menutup kode',
    'survey.create_code': 'Membuat kode',
    'survey.create_questionnaire': 'Membuat kuesioner',
    'survey.reopen_code': 'Membuka lagi kode',
    'survey.see_conflict': 'Memeriksa kiriman bentrok',
  },
  en: {
    'survey.assign_questionnaire': 'Chose a service’s questionnaire',
    'survey.change_questionnaire': 'Changed a questionnaire',
    'survey.close_code': 'Closed a code',
    'survey.create_code': 'Created a code',
    'survey.create_questionnaire': 'Created a questionnaire',
    'survey.reopen_code': 'Reopened a code',
    'survey.see_conflict': 'Looked at a conflicting send',
  },
});
