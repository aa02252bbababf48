/** The door of installation: the operator's page. */
import { defineModule } from '../../platform/web/module.ts';
import { installationRoutes } from './routes.tsx';
import { texts } from './texts.ts';

export const installation = defineModule({
  name: 'installation',
  routes: installationRoutes,
  nav: [{ href: '/instalasi', label: (lang) => texts[lang].title, group: 'main', order: 90 }],
});
