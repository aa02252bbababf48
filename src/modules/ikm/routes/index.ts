/** Every route of ikm. */
import type { Route } from '../../../platform/web/module.ts';
import { liveRoutes } from './live.tsx';
import { periodRoutes } from './periods.tsx';
import { publicRoutes } from './published.tsx';

export const routes: readonly Route[] = [...liveRoutes, ...periodRoutes, ...publicRoutes];
