/** The door of followup: the plan that answers a published result. */
import { personalTable } from '../../platform/personal/index.ts';
import { defineModule } from '../../platform/web/module.ts';
import { planRoutes } from './routes/plan.tsx';
import { publicRoutes } from './routes/public.tsx';
import { texts } from './texts/screens.ts';
import { auditWords, planPurpose, problems, tableMeanings } from './texts/words.ts';

export type { FollowUp, FollowUpState } from './rules.ts';
export { type FollowUpFilter, listFollowUps } from './store.ts';
export { recapColumns } from './texts/screens.ts';

export const followup = defineModule({
  name: 'followup',
  audit: auditWords,
  tables: tableMeanings,
  routes: [...planRoutes, ...publicRoutes],
  nav: [{ href: '/rencana', label: (lang) => texts[lang].menu, group: 'main', order: 28 }],
  help: [
    { id: 'tindak-lanjut', title: (lang) => texts[lang].help.title, steps: (lang) => texts[lang].help.steps, href: '/rencana' },
  ],
  problems,
  constraints: {
    followup_action_proof_check: 'followup.no_evidence',
    followup_action_reason_check: 'followup.no_reason',
  },
  personal: {
    purposes: [planPurpose],
    tables: [personalTable('followup_action', 'general', planPurpose.id, 'owner', 'created_by')],
  },
});
