/** Every route of ikm. */
import type { Route } from '../../../platform/web/module.ts';
import { auditRoutes } from './audit.tsx';
import { calendarRoutes } from './calendar.tsx';
import { earlierRoutes } from './earlier.tsx';
import { frameTableRoutes } from './frame-table.tsx';
import { goalRoutes } from './goals.tsx';
import { liveRoutes } from './live.tsx';
import { periodRoutes } from './periods.tsx';
import { publicRoutes } from './published.tsx';
import { rangeRoutes } from './range.tsx';
import { rankingRoutes } from './ranking.tsx';
import { sheetRoutes } from './sheet.ts';
import { targetRoutes } from './targets.tsx';

export const routes: readonly Route[] = [
  ...liveRoutes,
  ...periodRoutes,
  ...publicRoutes,
  ...rankingRoutes,
  ...sheetRoutes,
  ...targetRoutes,
  ...frameTableRoutes,
  ...goalRoutes,
  ...rangeRoutes,
  ...calendarRoutes,
  ...earlierRoutes,
  ...auditRoutes,
];
