/** What this part's entries in the audit trail are called. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const auditWords = defineTexts({
  id: {
    'ikm.close_period': 'Menutup periode',
    'ikm.publish_result': 'Menerbitkan hasil',
  },
  en: {
    'ikm.close_period': 'Closed a period',
    'ikm.publish_result': 'Published a result',
  },
});
