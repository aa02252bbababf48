/** The demonstration region: invented data, written only through the modules' doors. */
import type { Lang } from '../platform/i18n/index.ts';
import type { Banner } from '../platform/web/house.ts';
import { texts } from './texts.ts';

export { generateCommand } from './commands.ts';
export { isDemonstration, loadDemo } from './load.ts';
export { demoAccounts } from './offices.ts';

/** The line above every page of the demonstration; with a way back where an own database stands behind it. */
export function demoBanner(lang: Lang, canLeave: boolean): Banner {
  const t = texts[lang];
  return {
    text: t.banner,
    links: [
      { href: '/s/demo', label: t.answer },
      { href: '/ikm', label: t.results },
      { href: '/beranda', label: t.signIn },
    ],
    ...(canLeave ? { action: { href: '/peraga/keluar', label: t.leave } } : {}),
  };
}
