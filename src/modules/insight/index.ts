/** The door of insight: the officer's home, the head's sheet, the bureau's recap, comparisons, and a province's recap of its kabupaten and kota. */
import { defineModule } from '../../platform/web/module.ts';
import { agencyRoutes } from './routes/agencies.tsx';
import { comparisonRoutes } from './routes/comparison.tsx';
import { headRoutes } from './routes/head.tsx';
import { homeRoutes } from './routes/home.tsx';
import { regionRoutes } from './routes/region.tsx';
import { agencyTexts } from './texts/agencies.ts';
import { comparisonTexts } from './texts/comparison.ts';
import { headTexts } from './texts/head.ts';
import { texts } from './texts/home.ts';
import { regionTexts } from './texts/region.ts';

export const insight = defineModule({
  name: 'insight',
  routes: [...homeRoutes, ...headRoutes, ...agencyRoutes, ...comparisonRoutes, ...regionRoutes],
  nav: [
    { href: '/beranda', label: (lang) => texts[lang].home, group: 'main', order: 0 },
    { href: '/pimpinan', label: (lang) => headTexts[lang].menu, group: 'main', order: 5 },
    { href: '/rekap', label: (lang) => agencyTexts[lang].menu, group: 'main', order: 32 },
    { href: '/bandingkan', label: (lang) => comparisonTexts[lang].menu, group: 'main', order: 33 },
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
    {
      id: 'pimpinan',
      title: (lang) => headTexts[lang].help.title,
      steps: (lang) => headTexts[lang].help.steps,
      href: '/pimpinan',
    },
    {
      id: 'bandingkan',
      title: (lang) => comparisonTexts[lang].help.title,
      steps: (lang) => comparisonTexts[lang].help.steps,
      href: '/bandingkan',
    },
    { id: 'rekap', title: (lang) => agencyTexts[lang].help.title, steps: (lang) => agencyTexts[lang].help.steps, href: '/rekap' },
    {
      id: 'wilayah',
      title: (lang) => regionTexts[lang].help.title,
      steps: (lang) => regionTexts[lang].help.steps,
      href: '/wilayah',
    },
  ],
});
