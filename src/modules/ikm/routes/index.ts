/** Every route of ikm; `coverage`: what was measured of the interval. */
import type { Route } from '../../../platform/web/module.ts';
import type { MeasuredCoverage } from '../rules/coverage.ts';
import { auditRoutes } from './audit.tsx';
import { calendarRoutes } from './calendar.tsx';
import { earlierRoutes } from './earlier.tsx';
import { frameTableRoutes } from './frame-table.tsx';
import { goalRoutes } from './goals.tsx';
import { liveRoutes } from './live.tsx';
import { periodRoutes } from './periods.tsx';
import { methodRoutes, publicRoutes } from './published.tsx';
import { publishedListRoutes } from './published-list.tsx';
import { rangeRoutes } from './range.tsx';
import { rankingRoutes } from './ranking.tsx';
import { sheetRoutes } from './sheet.ts';
import { targetRoutes } from './targets.tsx';

export const routesWith = (coverage: MeasuredCoverage): readonly Route[] => [
  ...liveRoutes,
  ...periodRoutes,
  ...publishedListRoutes,
  ...publicRoutes,
  ...rankingRoutes,
  ...methodRoutes(coverage),
  ...sheetRoutes,
  ...targetRoutes,
  ...frameTableRoutes,
  ...goalRoutes,
  ...rangeRoutes,
  ...calendarRoutes,
  ...earlierRoutes,
  ...auditRoutes,
];
