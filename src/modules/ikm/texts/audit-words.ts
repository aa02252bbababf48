/** What this part's entries in the audit trail are called. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const auditWords = defineTexts({
  id: {
    'ikm.close_period': 'Menutup periode',
    'ikm.download_sheet': 'Mengunduh lembar pengolahan data',
    'ikm.import_frame': 'Mengimpor N dan kerangka dari tabel',
    'ikm.publish_result': 'Menerbitkan hasil',
    'ikm.add_earlier': 'Memasukkan hasil terdahulu',
    'ikm.correct_earlier': 'Membetulkan hasil terdahulu',
    'ikm.withdraw_earlier': 'Menarik hasil terdahulu',
    'ikm.add_goal': 'Memasukkan target kinerja',
    'ikm.correct_goal': 'Membetulkan target kinerja',
    'ikm.withdraw_goal': 'Menarik target kinerja',
  },
  en: {
    'ikm.close_period': 'Closed a period',
    'ikm.download_sheet': 'Downloaded the data sheet',
    'ikm.import_frame': 'Imported N and frames from a table',
    'ikm.publish_result': 'Published a result',
    'ikm.add_earlier': 'Entered an earlier result',
    'ikm.correct_earlier': 'Corrected an earlier result',
    'ikm.withdraw_earlier': 'Withdrew an earlier result',
    'ikm.add_goal': 'Entered a performance target',
    'ikm.correct_goal': 'Corrected a performance target',
    'ikm.withdraw_goal': 'Withdrew a performance target',
  },
});
