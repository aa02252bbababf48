/** What the page of a period and its second look share. */
import { formatDate, formatInteger } from '../../../platform/i18n/index.ts';
import { Card, Muted, SampleBar, usePage } from '../../../platform/ui/index.ts';
import { periodTexts } from '../texts/periods.ts';
import type { PeriodView } from './periods.tsx';

/** n against S and N, and when the period ends. */
export function Collected({ view }: { view: PeriodView }) {
  const { lang } = usePage();
  const t = periodTexts[lang];
  return (
    <Card title={t.collected}>
      {view.required === null ? (
        <p class="stat-line">
          <span class="stat-value">{formatInteger(view.n, lang)}</span> <span class="stat-unit">{t.n}</span>
        </p>
      ) : (
        <SampleBar n={view.n} required={view.required} population={view.population} />
      )}
      <Muted>
        {t.ends} {formatDate(view.period.endsOn, lang)}
      </Muted>
    </Card>
  );
}
