/** The index beside the figure with those who were refused or gave up, and where their requests ended. */
import { formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import { Card, Muted, Table, usePage } from '../../../platform/ui/index.ts';
import { outcomeTexts } from '../../survey/index.ts';
import type { Mutu } from '../law/permenpanrb-14-2017.ts';
import type { ApartFigure, ApartLine } from '../rules/apart.ts';
import { apartTexts } from '../texts/apart.ts';

interface ApartProps {
  /** Without the others; null while there is no index yet. */
  readonly served: { readonly ikm: string; readonly mutu: Mutu; readonly n: number } | null;
  readonly figure: Pick<ApartFigure, 'n' | 'ikm' | 'mutu' | 'lines'> | 'few' | 'silent' | null;
  readonly downloadHref?: string;
}

export function Apart({ served, figure, downloadHref }: ApartProps) {
  const { lang } = usePage();
  const t = apartTexts[lang];
  if (figure === null) return null;
  if (typeof figure === 'string' || served === null)
    return (
      <Card title={t.title}>
        <p>{figure === 'few' ? t.few : t.silent}</p>
      </Card>
    );
  const rows = [
    { name: t.without, ...served },
    { name: t.with, ikm: figure.ikm, mutu: figure.mutu, n: served.n + figure.n },
  ];
  const words = outcomeTexts[lang];
  const place = ({ outcome, stages }: ApartLine) =>
    outcome === ''
      ? t.both
      : `${words.outcomes[outcome]}${stages.length > 0 ? `: ${stages.map((stage) => words.stages[stage]).join(', ')}` : ''}`;
  return (
    <Card title={t.title}>
      <p>{t.lead}</p>
      <Table
        caption={t.title}
        captionHidden
        compact
        columns={[
          { head: t.figure, rowHeader: true, cell: ({ name }) => name },
          { head: t.value, numeric: true, cell: ({ ikm }) => <strong>{formatDecimal(ikm, lang)}</strong> },
          { head: t.mutu, cell: ({ mutu }) => mutu },
          { head: t.n, numeric: true, cell: ({ n }) => formatInteger(n, lang) },
        ]}
        rows={rows}
      />
      <Table
        caption={t.lines}
        compact
        columns={[
          { head: t.where, rowHeader: true, cell: place },
          { head: t.people, numeric: true, cell: ({ n }) => formatInteger(n, lang) },
        ]}
        rows={figure.lines}
      />
      <Muted>
        {t.merged}
        {downloadHref !== undefined && (
          <span class="no-print">
            {' '}
            <a href={downloadHref}>{t.download}</a>
          </span>
        )}
      </Muted>
    </Card>
  );
}
