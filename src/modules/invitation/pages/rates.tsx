/** Who of those asked has answered: by how the office served, by what the link went out, and by what became of the request. */
import { formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import { Card, Muted, Table, usePage } from '../../../platform/ui/index.ts';
import { waysOfServing } from '../../org/index.ts';
import { type LinkCount, rateLines } from '../rules/rates.ts';
import { rateTexts } from '../texts/rates.ts';

interface RatesProps {
  readonly counts: readonly LinkCount[];
  /** Only by way of serving: beside N, which is of people served. */
  readonly onlyWays?: boolean;
}

export function Rates({ counts, onlyWays }: RatesProps) {
  const { lang } = usePage();
  const t = rateTexts[lang];
  const served = counts.filter((one) => one.served);
  const tables = [
    { title: t.byWay, names: t.ways, lines: rateLines(named(served, 'servedBy'), waysOfServing) },
    ...(onlyWays
      ? []
      : [
          { title: t.byChannel, names: t.channels, lines: rateLines(named(counts, 'sentBy'), ['email', 'gateway']) },
          {
            title: t.byOutcome,
            names: t.outcomes,
            lines: rateLines(
              counts.map((one) => ({ ...one, id: one.served ? 'served' : 'apart' })),
              ['served', 'apart'],
            ),
          },
        ]),
  ].filter(({ lines }) => lines.length > 0);
  if (tables.length === 0) return null;
  return (
    <Card title={t.title} footer={t.why}>
      {tables.map(({ title, names, lines }) => (
        <Table
          key={title}
          caption={title}
          compact
          rows={lines}
          columns={[
            {
              head: t.group,
              rowHeader: true,
              cell: ({ ids }) => ids.map((id) => (names as Readonly<Record<string, string>>)[id]).join(', '),
            },
            {
              head: t.answered,
              numeric: true,
              cell: (line) => t.of(formatInteger(line.answered, lang), formatInteger(line.sent, lang)),
            },
            { head: t.rate, numeric: true, cell: (line) => `${formatDecimal((100 * line.rate).toFixed(1), lang)} %` },
          ]}
        />
      ))}
      <Muted>{onlyWays ? t.servedOnly : t.few}</Muted>
    </Card>
  );
}

function named(counts: readonly LinkCount[], of: 'servedBy' | 'sentBy') {
  return counts.map((one) => ({ ...one, id: one[of] }));
}
