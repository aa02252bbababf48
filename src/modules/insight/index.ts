/** The door of insight: the officer's home. */
import { defineModule } from '../../platform/web/module.ts';
import { routes } from './routes.tsx';
import { texts } from './texts.ts';

export const insight = defineModule({
  name: 'insight',
  routes,
  nav: [{ href: '/beranda', label: (lang) => texts[lang].home, group: 'main', order: 0 }],
  help: [{ id: 'beranda', title: (lang) => texts[lang].help.title, steps: (lang) => texts[lang].help.steps, href: '/beranda' }],
});
