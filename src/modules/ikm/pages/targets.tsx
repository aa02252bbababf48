/** Targets of all services in one table, and one service's N with its frame. */
import { formatDate, formatDecimal, formatInteger, type Lang } from '../../../platform/i18n/index.ts';
import {
  Button,
  Card,
  Checkbox,
  EmptyState,
  Field,
  type FieldErrors,
  Fieldset,
  type FieldValues,
  Form,
  Grid,
  Hidden,
  Lead,
  LinkButton,
  Notice,
  Select,
  StaffPage,
  Table,
  usePage,
} from '../../../platform/ui/index.ts';
import { type LinkCount, Rates } from '../../invitation/index.ts';
import { bases, type Denominator, periodName, qualities, waysOfServing } from '../../org/index.ts';
import type { CoverageLine, TargetLine } from '../rules/targets.ts';
import type { WeightedFigure, WeightedRefusal } from '../rules/weighted.ts';
import { frameTableTexts } from '../texts/frame-table.ts';
import { targetTexts } from '../texts/targets.ts';
import { Weighted } from './weighted.tsx';

export type TargetRow = TargetLine & {
  readonly id: string;
  readonly name: string;
  readonly n: number;
  readonly denominator: Denominator | null;
};

function percent(share: number, lang: Lang): string {
  return `${formatDecimal((100 * share).toFixed(1), lang)} %`;
}

/** What an N rests on, in one line. */
function sourceWords({ source, basis, quality, countedOn }: Denominator, lang: Lang): string {
  const t = targetTexts[lang];
  const words = [
    basis && t.bases[basis],
    quality && t.qualities[quality],
    countedOn && t.countedOn(formatDate(countedOn, lang)),
    source,
  ];
  return words.filter(Boolean).join(', ') || t.unknown;
}

interface TargetsProps {
  readonly lines: readonly TargetRow[];
  readonly period: { readonly code: string } | null;
  readonly periods: readonly { readonly code: string; readonly name: string }[];
  readonly everybody: boolean;
  /** Links sent about services of the period. */
  readonly rates: readonly LinkCount[];
  readonly mayManage: boolean;
  readonly saved: boolean;
  /** Services that a table has just given numbers to. */
  readonly imported: number | undefined;
}

export function TargetsPage({ lines, period, periods, everybody, rates, mayManage, saved, imported }: TargetsProps) {
  const { lang } = usePage();
  const t = targetTexts[lang];
  const n = (value: number | null) => (value === null ? '–' : formatInteger(value, lang));
  if (!period)
    return (
      <StaffPage title={t.title}>
        <EmptyState title={t.noPeriod}>{t.noPeriodWhy}</EmptyState>
      </StaffPage>
    );
  return (
    <StaffPage
      title={`${t.title}: ${periodName(period.code, lang)}`}
      actions={mayManage && <LinkButton href={`/sasaran/${period.code}/impor`}>{frameTableTexts[lang].link}</LinkButton>}
      wide
    >
      <Lead>{t.lead}</Lead>
      {(saved || imported !== undefined) && (
        <Notice announce tone="success">
          <p>{imported === undefined ? t.saved : frameTableTexts[lang].saved(n(imported))}</p>
        </Notice>
      )}
      <div class="no-print">
        <Form action="/sasaran" method="get" values={{ periode: period.code }} prefix="saring">
          <Select
            name="periode"
            label={t.period}
            width="md"
            options={periods.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <Button variant="secondary">{t.show}</Button>
        </Form>
      </div>
      {lines
        .filter(({ exceeds }) => exceeds)
        .map((one) => (
          <Notice key={one.id} tone="warning">
            <p>
              <strong>{one.name}</strong>: {t.exceeds(n(one.n), n(one.denominator?.population ?? null))}
            </p>
          </Notice>
        ))}
      <Table
        caption={t.title}
        captionHidden
        cards
        rows={lines}
        columns={[
          { head: t.service, rowHeader: true, cell: (one) => <a href={`/sasaran/${period.code}/${one.id}`}>{one.name}</a> },
          { head: 'N', numeric: true, cell: (one) => n(one.denominator?.population ?? null) },
          { head: 'S', numeric: true, cell: (one) => n(one.required) },
          ...(everybody ? [{ head: t.everybodyShort, numeric: true, cell: (one: TargetRow) => n(one.everybody) }] : []),
          { head: 'n', numeric: true, cell: (one) => n(one.n) },
          { head: t.missing, numeric: true, cell: (one) => (one.missing === 0 ? t.reached : n(one.missing)) },
          { head: t.pace, numeric: true, cell: (one) => n(one.pace) },
          { head: t.rate, numeric: true, cell: (one) => (one.rate === null ? '–' : percent(one.rate, lang)) },
          { head: t.source, cell: (one) => (one.denominator ? sourceWords(one.denominator, lang) : t.unknown) },
        ]}
      />
      <Rates counts={rates} onlyWays />
      {mayManage && (
        <div class="no-print">
          <Card title={t.wanted}>
            <p>{t.wantedText}</p>
            <Form action="/sasaran/semua" values={{ everybody: everybody ? '1' : '' }}>
              <Hidden name="periode" value={period.code} />
              <Checkbox name="everybody" label={t.wantedLabel} />
              <Button variant="secondary">{t.save}</Button>
            </Form>
          </Card>
        </div>
      )}
    </StaffPage>
  );
}

export interface Dimension {
  readonly id: string;
  readonly label: Readonly<Record<Lang, string>>;
  /** `of`: one person may be in several of these. */
  readonly levels: readonly { readonly id: string; readonly label: Readonly<Record<Lang, string>>; readonly of?: string }[];
  /** Undefined where there is no frame for it, null where too few have answered. */
  readonly lines: readonly CoverageLine[] | null | undefined;
}

interface TargetProps {
  readonly service: { readonly id: string; readonly name: string };
  readonly period: { readonly code: string };
  readonly denominator: Denominator | null;
  readonly dimensions: readonly Dimension[];
  readonly mayManage: boolean;
  readonly values: FieldValues;
  readonly errors?: FieldErrors;
  readonly saved: boolean;
  readonly weighted: WeightedFigure | WeightedRefusal;
}

export function TargetPage(props: TargetProps) {
  const { service, period, denominator, dimensions, mayManage, saved, weighted } = props;
  const { lang } = usePage();
  const t = targetTexts[lang];
  const n = (value: number) => formatInteger(value, lang);
  const sum = (denominator?.parts ?? []).reduce((all, { population }) => all + population, 0);
  const shown = dimensions.filter(({ lines }) => lines !== undefined);
  return (
    <StaffPage title={t.detailTitle(service.name)}>
      <p>
        <a href={`/sasaran?periode=${period.code}`}>{t.back}</a>: {periodName(period.code, lang)}
      </p>
      {saved && (
        <Notice announce tone="success">
          <p>{t.saved}</p>
        </Notice>
      )}
      {denominator ? (
        <p>
          N = <strong>{n(denominator.population)}</strong> ({sourceWords(denominator, lang)})
        </p>
      ) : (
        <EmptyState
          title={t.noPopulation}
          action={<LinkButton href={`/kelola/periode/${period.code}`}>{t.givePopulation}</LinkButton>}
        >
          {t.unknown}
        </EmptyState>
      )}
      {denominator && denominator.parts.length > 0 && sum !== denominator.population && (
        <Notice tone="warning">
          <p>{t.partsDiffer(n(sum), n(denominator.population))}</p>
        </Notice>
      )}
      <Card title={t.coverage}>
        <p>{shown.length === 0 ? t.noFrame : t.coverageText}</p>
        {shown.map((dimension) => (
          <Coverage key={dimension.id} dimension={dimension} />
        ))}
      </Card>
      <Weighted figure={weighted} dimensions={dimensions} />
      {mayManage && denominator && <Edit {...props} />}
    </StaffPage>
  );
}

function Coverage({ dimension }: { dimension: Dimension }) {
  const { lang } = usePage();
  const t = targetTexts[lang];
  const title = dimension.label[lang];
  const nameOf = ({ ids }: CoverageLine) =>
    ids.map((id) => dimension.levels.find((one) => one.id === id)?.label[lang] ?? id).join(', ');
  if (!dimension.lines)
    return (
      <p>
        <strong>{title}</strong>: {t.tooFew}
      </p>
    );
  return (
    <Table
      caption={title}
      rows={dimension.lines}
      columns={[
        { head: t.group, rowHeader: true, cell: nameOf },
        { head: t.comparison, cell: (line) => <Bar name={nameOf(line)} line={line} /> },
        { head: t.respondents, numeric: true, cell: (line) => `${formatInteger(line.n, lang)} (${percent(line.heard, lang)})` },
        {
          head: t.served,
          numeric: true,
          cell: (line) => `${formatInteger(line.population, lang)} (${percent(line.served, lang)})`,
        },
      ]}
    />
  );
}

/** The share heard as a bar, the share served as a line across it. */
function Bar({ name, line }: { name: string; line: CoverageLine }) {
  const { lang } = usePage();
  const at = `${Math.min(99.6, Math.round(1000 * line.served) / 10)}%`;
  const alt = targetTexts[lang].bar(name, percent(line.heard, lang), percent(line.served, lang));
  return (
    <svg class="sample-bar" width="100%" role="img" aria-label={alt}>
      <rect class="sample-all" width="100%" y="20%" height="60%" rx="0.35em" />
      {line.heard > 0 && (
        <rect class="sample-done" width={`${Math.round(1000 * line.heard) / 10}%`} y="20%" height="60%" rx="0.35em" />
      )}
      <line class="sample-need" x1={at} x2={at} y1="0" y2="100%" />
    </svg>
  );
}

function Edit({ service, period, dimensions, values, errors }: TargetProps) {
  const { lang } = usePage();
  const t = targetTexts[lang];
  const basisOptions = bases.map((value) => ({ value, label: t.bases[value] }));
  const number = { type: 'number', width: 'sm', optional: true, suffix: t.people } as const;
  return (
    <Card title={t.editTitle}>
      <Form action={`/sasaran/${period.code}/${service.id}`} values={values} errors={errors} autocomplete="off">
        <Fieldset legend={t.populationTitle}>
          <Grid min="sm">
            <Select name="basis" label={t.basis} empty="–" options={basisOptions} optional />
            <Select
              name="quality"
              label={t.quality}
              empty="–"
              options={qualities.map((value) => ({ value, label: t.qualities[value] }))}
              optional
            />
            <Field name="counted_on" label={t.day} hint={t.dayHint} maxLength={10} optional />
          </Grid>
        </Fieldset>
        <Fieldset legend={t.waysTitle}>
          {waysOfServing.map((way) => (
            <Grid key={way} min="sm">
              <Field name={`n-${way}`} label={t.ways[way]} {...number} />
              <Select name={`b-${way}`} label={`${t.basis}: ${t.ways[way]}`} empty="–" options={basisOptions} optional />
            </Grid>
          ))}
        </Fieldset>
        {dimensions.map((dimension) => (
          <Fieldset key={dimension.id} legend={t.frameTitle(dimension.label[lang])}>
            <Grid min="sm">
              {dimension.levels.map((level) => (
                <Field key={level.id} name={`f-${dimension.id}-${level.id}`} label={level.label[lang]} {...number} />
              ))}
            </Grid>
          </Fieldset>
        ))}
        <Button>{t.save}</Button>
      </Form>
    </Card>
  );
}
