import { defineTexts } from '../i18n/index.ts';

/** Headings of the menu's groups; the first group has none. */
export const groupNames = defineTexts({
  id: { work: 'Kerja hari ini', setup: 'Pengaturan' },
  en: { work: 'Today’s work', setup: 'Settings' },
});
