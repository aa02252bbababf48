/** "Rentang hari": any range of days of one place, cut into pieces and put together in a named way. */
import { formatDate, formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Card,
  Field,
  type FieldErrors,
  type FieldValues,
  Form,
  Grid,
  Lead,
  Muted,
  Notice,
  Select,
  StaffPage,
  Table,
  TrendChart,
  usePage,
} from '../../../platform/ui/index.ts';
import type { Slice, SpanFigure } from '../rules/spans.ts';
import { calendarTexts } from '../texts/calendar.ts';
import { intervalWords, shortPeriod, words } from '../texts/words.ts';
import { SelfSelected } from './certainty.tsx';
import { IndexOpening } from './parts.tsx';

export interface RangeView {
  readonly values: FieldValues;
  readonly errors: FieldErrors;
  readonly places: readonly { readonly value: string; readonly label: string }[];
  /** Null where the range or the place is refused. */
  readonly found: {
    readonly title: string;
    readonly from: string;
    readonly to: string;
    readonly way: 'gabung' | 'rata';
    readonly figure: SpanFigure;
    /** Pieces that have an index. */
    readonly counted: number;
    /** The figure under the other way, published text; null where there is none. */
    readonly other: string | null;
    readonly pieces: readonly (Slice & SpanFigure)[];
    /** The range ends after today. */
    readonly ahead: boolean;
    readonly exceeds: readonly { service: string; period: string; n: number; population: number }[];
  } | null;
}

export function RangePage({ view }: { view: RangeView }) {
  const { lang } = usePage();
  const t = calendarTexts[lang];
  return (
    <StaffPage title={t.rangeTitle}>
      <Lead>{t.rangeLead}</Lead>
      <div class="no-print">
        <Form action="/rentang" method="get" values={view.values} errors={view.errors} autocomplete="off">
          <Grid min="sm">
            <Field name="dari" label={t.from} hint={t.dayHint} maxLength={20} width="md" />
            <Field name="sampai" label={t.to} hint={t.dayHint} maxLength={20} width="md" />
            <Select name="tempat" label={t.place} options={view.places} />
            <Select
              name="per"
              label={t.per}
              options={(['bulan', 'triwulan', 'semester', 'tahun'] as const).map((one) => ({
                value: one,
                label: t.perWords[one],
              }))}
            />
            <Select
              name="cara"
              label={t.way}
              options={(['gabung', 'rata'] as const).map((one) => ({ value: one, label: t.ways[one] }))}
            />
          </Grid>
          <Button variant="secondary">{t.show}</Button>
        </Form>
      </div>
      {view.found && <Found found={view.found} />}
    </StaffPage>
  );
}

function Found({ found }: { found: NonNullable<RangeView['found']> }) {
  const { lang } = usePage();
  const t = calendarTexts[lang];
  const { figure, way, pieces } = found;
  const n = (value: number) => formatInteger(value, lang);
  return (
    <>
      <Card title={found.title}>
        <p>
          {formatDate(found.from, lang)} – {formatDate(found.to, lang)} · n = {n(figure.n)}
        </p>
        {figure.ikm ? (
          <IndexOpening figure={{ ikm: figure.ikm.published.ikm, mutu: figure.ikm.mutu, interval: figure.interval }}>
            <p>
              {way === 'gabung' ? t.how.gabung(n(figure.n)) : t.how.rata(n(found.counted), n(pieces.length))}{' '}
              {found.other !== null && (
                <>
                  {t.other(t.ways[way === 'gabung' ? 'rata' : 'gabung'], formatDecimal(found.other, lang))} {t.neverMix}
                </>
              )}
            </p>
            {figure.interval && <SelfSelected />}
          </IndexOpening>
        ) : (
          <p>{figure.n === 0 ? t.empty : t.silentUnsur}</p>
        )}
        {found.ahead && <Muted>{t.ahead(formatDate(found.to, lang))}</Muted>}
      </Card>
      {found.exceeds.length > 0 && (
        <Notice tone="warning">
          {found.exceeds.map((one) => (
            <p key={`${one.service} ${one.period}`}>{t.exceeds(one.service, one.period, n(one.n), n(one.population))}</p>
          ))}
        </Notice>
      )}
      <Card title={t.slices}>
        {pieces.filter(({ ikm }) => ikm !== null).length > 1 && (
          <TrendChart
            caption={t.slices}
            points={pieces.map(({ code, ikm, interval }) => ({
              label: shortPeriod(code, lang),
              value: ikm ? Number(ikm.published.ikm) : null,
              low: interval?.low,
              high: interval?.high,
              text: ikm ? formatDecimal(ikm.published.ikm, lang) : '',
            }))}
          />
        )}
        <Table
          caption={t.slices}
          captionHidden
          cards
          rows={pieces}
          columns={[
            {
              head: t.slice,
              rowHeader: true,
              cell: ({ code, whole }) => `${shortPeriod(code, lang)}${whole ? '' : ` (${t.partly})`}`,
            },
            { head: t.days, cell: ({ from, to }) => `${formatDate(from, lang)} – ${formatDate(to, lang)}` },
            { head: t.value, cell: ({ ikm }) => (ikm ? formatDecimal(ikm.published.ikm, lang) : '–'), numeric: true },
            { head: t.mutu, cell: ({ ikm }) => (ikm ? `${ikm.mutu} · ${words[lang].mutuWord[ikm.mutu]}` : '–') },
            { head: t.interval, cell: ({ interval }) => (interval ? intervalWords(interval, lang) : '–'), numeric: true },
            { head: 'n', cell: (piece) => n(piece.n), numeric: true },
          ]}
        />
      </Card>
    </>
  );
}
