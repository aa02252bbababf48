import type { Route } from '../../platform/web/module.ts';

export const routes: readonly Route[] = [];
