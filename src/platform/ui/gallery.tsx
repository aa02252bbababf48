import { examples as badge } from './badge/examples.tsx';
import { examples as button } from './button/examples.tsx';
import { examples as card } from './card/examples.tsx';
import { examples as charts } from './charts/examples.tsx';
import type { PageInfo } from './context.ts';
import { examples as details } from './details/examples.tsx';
import { examples as empty } from './empty/examples.tsx';
import type { Example } from './example.ts';
import { examples as facts } from './facts/examples.tsx';
import { examples as form } from './form/examples.tsx';
import { examples as layout } from './layout/examples.tsx';
import { Heading, Stack } from './layout/view.tsx';
import { examples as mark } from './mark/examples.tsx';
import { examples as notice } from './notice/examples.tsx';
import { renderPage, StaffPage } from './page.tsx';
import { examples as pager } from './pager/examples.tsx';
import { examples as poster } from './poster/examples.tsx';
import { examples as preview } from './preview/examples.tsx';
import { examples as progress } from './progress/examples.tsx';
import { examples as qr } from './qr/examples.tsx';
import { examples as quote } from './quote/examples.tsx';
import { pages, sampleInfo } from './shell/examples.tsx';
import { examples as stat } from './stat/examples.tsx';
import { examples as steps } from './steps/examples.tsx';
import { examples as table } from './table/examples.tsx';
import { examples as tabs } from './tabs/examples.tsx';

/** Every part with its examples. A part without an entry here fails the test beside this file. */
export const parts: Readonly<Record<string, readonly Example[]>> = {
  badge,
  button,
  card,
  charts,
  details,
  empty,
  facts,
  form,
  layout,
  mark,
  notice,
  pager,
  poster,
  preview,
  progress,
  qr,
  quote,
  stat,
  steps,
  table,
  tabs,
};

/** All parts on one page, as HTML. `info` replaces parts of the sample context, for instance the language. */
export function gallery(info: Partial<PageInfo> = {}): string {
  return renderPage(
    { ...sampleInfo, ...info },
    <StaffPage title="Peraga bagian" crumbs={[{ label: 'Suara' }]}>
      {Object.entries(parts).map(([part, examples]) => (
        <Stack key={part}>
          <Heading id={`bagian-${part}`}>{part}</Heading>
          {examples.map((example) => (
            <Stack key={example.name} gap="sm">
              <p class="muted">{example.name}</p>
              {example.view}
            </Stack>
          ))}
        </Stack>
      ))}
    </StaffPage>,
  );
}

/** Whole sample pages by name: the officer's service page, a wizard step, sign-in, a public result, an error. */
export function samplePages(info: Partial<PageInfo> = {}): ReadonlyMap<string, string> {
  return new Map(pages.map((page) => [page.name, renderPage({ ...sampleInfo, ...page.info, ...info }, page.view)]));
}
