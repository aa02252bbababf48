/** Importance and performance of the unsur: the picture, its list in words, and how it is computed. */
import { formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import { Card, Details, Muted, Notice, Prose, QuadrantChart, Table, usePage } from '../../../platform/ui/index.ts';
import { correlationInterval, type Priorities, type Priority, quadrants } from '../rules/importance.ts';
import { fewRespondents } from '../rules/live.ts';
import { priorityTexts } from '../texts/priorities.ts';
import { listWords, unsurWords } from '../texts/words.ts';

interface PrioritiesProps {
  readonly priorities: Priorities | null;
  /** Respondents. */
  readonly n: number;
  readonly ownNames: ReadonlyMap<string, string>;
}

export function PrioritiesCard({ priorities, n, ownNames }: PrioritiesProps) {
  const { lang } = usePage();
  const t = priorityTexts[lang];
  if (!priorities) return null;
  const { unsur, flat } = priorities;
  const name = (id: string) => unsurWords(id, lang, ownNames.get(id));
  const first = unsur.filter(({ quadrant }) => quadrant === 'first').map(({ id }) => name(id));
  const range = ({ correlation, answered }: Priority) => {
    const interval = correlationInterval(correlation, answered);
    return interval ? `${formatDecimal(interval.low, lang, 2)}–${formatDecimal(interval.high, lang, 2)}` : '–';
  };
  const numbered = unsur.map((one, at) => ({ ...one, mark: String(at + 1) }));
  return (
    <Card title={t.title} id="prioritas">
      <Muted>{t.lead}</Muted>
      {n < fewRespondents && (
        <Notice tone="warning">
          <p>{t.few(formatInteger(n, lang))}</p>
        </Notice>
      )}
      <QuadrantChart
        points={numbered.map(({ mark, value, correlation, firm }) => ({ mark, x: value, y: correlation, open: !firm }))}
        cross={{ x: priorities.value, y: priorities.correlation }}
        corners={[t.field.first, t.field.keep, t.field.later, t.field.enough]}
        xLabel={t.performance}
        yLabel={t.importance}
        alt={t.alt(first.length > 0 ? listWords(first, lang) : t.noneFirst)}
        table={
          <Table
            caption={t.title}
            captionHidden
            compact
            rows={numbered}
            columns={[
              { head: t.unsur, rowHeader: true, cell: (one) => `${one.mark}. ${name(one.id)}` },
              { head: t.value, numeric: true, cell: (one) => formatDecimal(one.value, lang, 2) },
              { head: t.importance, numeric: true, cell: (one) => formatDecimal(one.correlation, lang, 2) },
              { head: t.interval, numeric: true, nowrap: true, cell: range },
              { head: t.fieldHead, cell: (one) => (one.firm ? t.field[one.quadrant] : `${t.field[one.quadrant]} (${t.near})`) },
            ]}
          />
        }
      />
      <Prose>
        <ul>
          {quadrants.flatMap((field) => {
            const inField = numbered.filter(({ quadrant }) => quadrant === field);
            if (inField.length === 0) return [];
            return [
              <li key={field}>
                <strong>{t.field[field]}</strong> ({t.fieldWhy[field]}):{' '}
                {inField.map(({ id, mark, firm }, at) => (
                  <>
                    {at > 0 && ', '}
                    {mark}. {name(id)}
                    {!firm && ` (${t.near})`}
                  </>
                ))}
              </li>,
            ];
          })}
        </ul>
      </Prose>
      {unsur.some(({ firm }) => !firm) && <Muted>{t.nearNote}</Muted>}
      {flat.length > 0 && <Muted>{t.flat(listWords(flat.map(name), lang))}</Muted>}
      <Details summary={t.how}>
        <Prose>
          <p>{t.howText}</p>
          <p>
            <strong>{t.howLimit}</strong>
          </p>
          <p>{t.source}</p>
        </Prose>
      </Details>
    </Card>
  );
}
