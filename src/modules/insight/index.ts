/** The door of insight: the officer's home, and a province's recap of its kabupaten and kota. */
import { defineModule } from '../../platform/web/module.ts';
import { agencyRoutes } from './routes/agencies.tsx';
import { homeRoutes } from './routes/home.tsx';
import { regionRoutes } from './routes/region.tsx';
import { agencyTexts } from './texts/agencies.ts';
import { texts } from './texts/home.ts';
import { regionTexts } from './texts/region.ts';

export const insight = defineModule({
  name: 'insight',
  routes: [...homeRoutes, ...agencyRoutes, ...regionRoutes],
  nav: [
    { href: '/beranda', label: (lang) => texts[lang].home, group: 'main', order: 0 },
    { href: '/rekap', label: (lang) => agencyTexts[lang].menu, group: 'main', order: 32 },
    {
      href: '/wilayah',
      label: (lang) => regionTexts[lang].menu,
      group: 'main',
      order: 35,
      only: 'province',
    },
  ],
  help: [
    { id: 'beranda', title: (lang) => texts[lang].help.title, steps: (lang) => texts[lang].help.steps, href: '/beranda' },
    { id: 'rekap', title: (lang) => agencyTexts[lang].help.title, steps: (lang) => agencyTexts[lang].help.steps, href: '/rekap' },
    {
      id: 'wilayah',
      title: (lang) => regionTexts[lang].help.title,
      steps: (lang) => regionTexts[lang].help.steps,
      href: '/wilayah',
    },
  ],
});
