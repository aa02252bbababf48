/** `/inklusi`: the languages and ways in which an office's form can be read. */
import { z } from 'zod';
import { openRoute, publicRoute, type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { canManage } from '../access.ts';
import { offerLanguages } from '../actions/inclusion.ts';
import { AccessibilityPage } from '../pages/accessibility.tsx';
import { InclusionPage } from '../pages/inclusion.tsx';
import { furtherLangsIn } from '../rules/languages.ts';
import { listCodes } from '../store/codes.ts';
import { findLanguages } from '../store/inclusion.ts';
import { listQuestionnaires } from '../store/instruments.ts';

const manage = staff('survey.manage', canManage);

export const inclusionRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/aksesibilitas',
    access: publicRoute('anybody may know what the pages do for people with disabilities; nothing of any office is in it'),
    handler: async () => page('', <AccessibilityPage />),
  }),
  staffRoute({
    method: 'GET',
    path: '/inklusi',
    access: manage,
    query: z.object({ simpan: z.string().optional() }),
    handler: async ({ db, scope, query }) => {
      const [languages, codes] = [await findLanguages(db, scope), await listCodes(db, scope)];
      const code = codes.find(({ closedAt }) => closedAt === null)?.code ?? null;
      const questionnaires = await listQuestionnaires(db, scope);
      const saved = query.simpan === '1';
      return page('', <InclusionPage languages={languages} code={code} questionnaires={questionnaires} saved={saved} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/inklusi',
    access: manage,
    body: z.object({ languages: z.union([z.string(), z.array(z.string())]).optional() }),
    handler: async ({ db, scope, body, now }) => {
      await offerLanguages(db, scope, furtherLangsIn([body.languages ?? []].flat()), now);
      return redirect('/inklusi?simpan=1');
    },
  }),
];
