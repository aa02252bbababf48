/** The door of invitation: a day's list, messages, links that answer once. */
import { personalTable, withoutPersonalData } from '../../platform/personal/index.ts';
import { defineModule } from '../../platform/web/module.ts';
import { forgetKind, sendKind } from './jobs/sending.ts';
import { publicRoutes } from './routes/public.tsx';
import { staffRoutes } from './routes/staff.tsx';
import { auditWords } from './texts/audit.ts';
import { helpTopics } from './texts/help.ts';
import { invitationPurposes } from './texts/personal.ts';
import { problems } from './texts/problems.ts';
import { texts } from './texts/screens.ts';
import { tableMeanings } from './texts/tables.ts';

export { Rates } from './pages/rates.tsx';
export type { LinkCount } from './rules/rates.ts';
export { countSent } from './store/links.ts';

export const invitation = defineModule({
  name: 'invitation',
  audit: auditWords,
  tables: tableMeanings,
  routes: [...publicRoutes, ...staffRoutes],
  nav: [
    { href: '/undangan-survei', label: (lang) => texts[lang].menu, group: 'work', order: 33 },
    { href: '/kelola/undangan', label: (lang) => texts[lang].settingsMenu, group: 'setup', order: 45 },
  ],
  jobs: [sendKind, forgetKind],
  help: helpTopics,
  problems,
  personal: {
    purposes: invitationPurposes,
    tables: [
      personalTable('invitation_message', 'general', 'invitation', 'sealed'),
      personalTable('invitation_quiet', 'general', 'invitation', 'contact'),
      personalTable('invitation_list', 'general', 'invitation', 'file_name', 'created_by', 'created_by_name'),
      ...withoutPersonalData('invitation_link', 'invitation_setting'),
    ],
  },
});
