import { formatDate, formatDecimal, formatInteger, formatUpTo } from '../../../platform/i18n/index.ts';
import { AnswerBars, Card, Muted, Quote, Quotes, SampleBar, Table, usePage } from '../../../platform/ui/index.ts';
import { commentsGlanced } from '../../survey/index.ts';
import type { Mutu } from '../law/permenpanrb-14-2017.ts';
import { liveTexts } from '../texts/live.ts';
import { channelWords, intervalWords, unsurWords, words } from '../texts/words.ts';
import type { LiveView } from './live-view.ts';
import { AssistanceLine, ServiceName } from './parts.tsx';
import { Trend as TrendLine } from './trend.tsx';

/** n against S and N, and how the answers came in. */
export function Respondents({ view }: { view: LiveView }) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  const { n, required, population } = view.live;
  return (
    <Card
      title={t.respondents}
      actions={
        n > 0 ? (
          <span class="no-print">
            <a href={view.downloadHref}>{t.download}</a> · <a href={view.sheetHref}>{t.sheet}</a> (
            <a href={`${view.sheetHref}&rincian=1`}>{t.sheetDetails}</a>)
          </span>
        ) : undefined
      }
    >
      {required === null ? (
        <>
          <p class="stat-line">
            <span class="stat-value">{formatInteger(n, lang)}</span>
          </p>
          <p>
            {t.noPopulation} {view.canManage && <a href="/kelola/periode">{t.setPopulation}</a>}
          </p>
        </>
      ) : (
        <SampleBar n={n} required={required} population={population} />
      )}
      <Muted>
        {t.periodState[view.period.state](
          formatDate(view.period.state === 'ahead' ? view.period.startsOn : view.period.endsOn, lang),
        )}
      </Muted>
      {view.channels.length > 0 && (
        <Muted>
          {view.channels.map(({ id, n: count }) => `${channelWords(id, lang)} ${formatInteger(count, lang)}`).join(' · ')}
        </Muted>
      )}
      {view.assistance === 'later' ? <Muted>{t.assistedLater}</Muted> : <AssistanceLine dimension={view.assistance} />}
    </Card>
  );
}

/** The index over periods of the same length. */
export function Trend({ view }: { view: LiveView }) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  return (
    <Card title={t.trend}>
      <TrendLine caption={t.trend} figures={view.trend} />
    </Card>
  );
}

/** What was printed before for periods of another length. */
export function EarlierTrends({ view }: { view: LiveView }) {
  const t = liveTexts[usePage().lang];
  return (
    <>
      {view.otherTrends.map((figures) => (
        <Card key={figures[0]?.code} title={t.earlierTrend}>
          <TrendLine caption={t.earlierTrend} figures={figures} />
        </Card>
      ))}
    </>
  );
}

/** What people wrote, personal data masked. */
export function Comments({ view }: { view: LiveView }) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  const weakest = view.live.unsur[0];
  const name = weakest && unsurWords(weakest.id, lang, view.ownNames.get(weakest.id));
  if (view.comments.length === 0) {
    return (
      <Card title={t.comments}>
        <Muted>{t.noComments}</Muted>
      </Card>
    );
  }
  return (
    <Card title={name && view.weakComments > 0 ? t.commentsOf(name) : t.comments}>
      <Quotes>
        {view.comments.map(({ text, on }) => (
          <Quote key={text + on} meta={formatDate(on, lang)}>
            {text}
          </Quote>
        ))}
      </Quotes>
      <Muted>
        {name && view.weakComments > 0 && `${t.commentCount(formatUpTo(view.weakComments, commentsGlanced, lang), name)} `}
        <a href={view.commentsHref}>{t.allComments}</a>. {t.masked}
      </Muted>
    </Card>
  );
}

/** How the four answers are spread over the unsur. */
export function Distribution({ view }: { view: LiveView }) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  const w = words[lang];
  const order = new Map(view.live.unsur.map(({ id }, at) => [id, at]));
  const several = new Set(view.live.items.filter(({ item }) => item > 0).map(({ unsur }) => unsur));
  const rows = view.live.items
    .filter(({ unsur, points }) => order.has(unsur) && points.length === 4)
    .toSorted((a, b) => (order.get(a.unsur) ?? 0) - (order.get(b.unsur) ?? 0) || a.item - b.item)
    .map(({ unsur, item, points: [one = 0, two = 0, three = 0, four = 0] }) => ({
      name: `${unsurWords(unsur, lang, view.ownNames.get(unsur))}${several.has(unsur) ? ` (${item + 1})` : ''}`,
      counts: [one, two, three, four] as const,
    }));
  const [a = '', b = '', c = '', d = ''] = w.answerWords;
  return (
    <Card title={t.distribution}>
      <AnswerBars caption={t.distribution} rows={rows} labels={[a, b, c, d]} />
    </Card>
  );
}

/** The services of a unit, lowest index first. */
export function Services({ view }: { view: LiveView }) {
  const { lang } = usePage();
  const t = liveTexts[lang];
  const rows = view.live.services.toSorted((a, b) => Number(a.ikm?.published.ikm ?? 999) - Number(b.ikm?.published.ikm ?? 999));
  const count = (value: number | null) => (value === null ? t.unknown : formatInteger(value, lang));
  return (
    <Card title={t.services}>
      <Table
        caption={t.services}
        captionHidden
        empty={t.noServices}
        columns={[
          {
            head: t.service,
            cell: (row) => <ServiceName {...row} unit={view.unitNames.get(row.id)} period={view.period.code} />,
            rowHeader: true,
          },
          {
            head: t.value,
            cell: (row) => (row.ikm ? <strong>{formatDecimal(row.ikm.published.ikm, lang)}</strong> : t.unknown),
            numeric: true,
          },
          { head: t.mutu, cell: (row) => (row.ikm ? <MutuCell mutu={row.ikm.mutu} /> : t.unknown), nowrap: true },
          {
            head: t.interval,
            cell: (row) => (row.interval ? intervalWords(row.interval, lang) : t.unknown),
            numeric: true,
            nowrap: true,
          },
          { head: t.n, cell: (row) => formatInteger(row.n, lang), numeric: true },
          { head: t.required, cell: (row) => count(row.required), numeric: true },
          { head: t.served, cell: (row) => count(row.population), numeric: true },
        ]}
        rows={rows}
      />
    </Card>
  );
}

function MutuCell({ mutu }: { mutu: Mutu }) {
  const { lang } = usePage();
  return (
    <>
      {mutu} · {words[lang].mutuWord[mutu]}
    </>
  );
}
