/** `/tindak-lanjut/<unit>/<period>`: what the office shows of its plan; with `.csv` as a table. */
import { localDay } from '../../../kernel/dates.ts';
import { Problem } from '../../../kernel/problem.ts';
import { findPublicScope } from '../../../platform/auth/index.ts';
import { enter } from '../../../platform/db/db.ts';
import { accentOf } from '../../../platform/ui/index.ts';
import { openRoute, publicRoute, type Route } from '../../../platform/web/module.ts';
import { download, page } from '../../../platform/web/reply.ts';
import { findResult } from '../../ikm/index.ts';
import { findBrand, periodName } from '../../org/index.ts';
import { publicParams } from '../inputs.ts';
import { PublicPlanPage } from '../pages/public.tsx';
import { isOverdue } from '../rules.ts';
import { listFollowUps } from '../store.ts';
import { tableOf } from './table.ts';

export const publicRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/tindak-lanjut/:unit/:period',
    access: publicRoute('Hasil SKM diumumkan bersama tindak lanjutnya; hanya kegiatan yang ditandai instansi.'),
    params: publicParams,
    handler: async ({ db, params, lang, now }) => {
      const asTable = params.period.endsWith('.csv');
      const periodCode = asTable ? params.period.slice(0, -'.csv'.length) : params.period;
      const scope = await findPublicScope(db, params.unit);
      if (!scope) throw new Problem('followup.no_public_plan');
      await enter(db, scope);
      const result = await findResult(db, scope, params.unit, periodCode);
      if (!result) throw new Problem('followup.no_public_plan');
      const { unit, office } = result.snapshot;
      const today = localDay(now, office.time_zone);
      const lines = (await listFollowUps(db, scope, { unitIds: [result.unitId], periodCode, publicOnly: true })).map((one) => ({
        ...one,
        unitName: unit.name,
        overdue: isOverdue(one, today),
      }));
      if (asTable)
        return download(`tindak-lanjut-${params.unit}-${periodCode}.csv`, 'text/csv; charset=utf-8', tableOf(lines, lang));
      const brand = await findBrand(db, scope);
      return page(
        '',
        <PublicPlanPage
          view={{
            unitName: unit.name,
            periodName: periodName(periodCode, lang),
            resultHref: `/ikm/${params.unit}/${periodCode}`,
            path: `/tindak-lanjut/${params.unit}/${periodCode}`,
            lines,
            look: {
              name: office.name,
              accent: accentOf(brand.accent),
              logo: brand.logo && `/logo/${params.unit}/${brand.logo.hash.slice(0, 16)}`,
            },
          }}
        />,
      );
    },
  }),
];
