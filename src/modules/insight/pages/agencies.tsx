/** The bureau's recap: every agency of a period in one line. */
import { formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  type Column,
  EmptyState,
  Form,
  Grid,
  Landscape,
  Lead,
  LinkButton,
  Muted,
  MutuBadge,
  Row,
  Select,
  StaffPage,
  Table,
  usePage,
} from '../../../platform/ui/index.ts';
import {
  type AgencyFigure,
  type AgencyLine,
  type AgencyRecap,
  agencyLevels,
  agencyOrders,
  priorityText,
} from '../rules/agencies.ts';
import { agencyTexts } from '../texts/agencies.ts';

interface Named {
  readonly code: string;
  readonly name: string;
}

export interface AgenciesView {
  readonly recap: AgencyRecap;
  readonly parent: Named;
  readonly parents: readonly Named[];
  readonly periodName: string;
  readonly periods: readonly Named[];
  readonly asked: {
    readonly periode: string;
    readonly angka: 'terbit' | 'berjalan';
    readonly induk: string;
    readonly jenjang: string;
    readonly urut: string;
  };
  readonly mutuWords: Readonly<Record<'A' | 'B' | 'C' | 'D', string>>;
  /** What is planned, in one text; empty where nothing is. */
  readonly planOf: (unitId: string) => string;
  /** The method of all figures in words, where it is one. */
  readonly sharedMethod: string | null;
  /** What else there is to say of how a figure was made; empty where nothing is. */
  readonly methodOf: (figure: AgencyFigure) => string;
  readonly csvHref: string;
  readonly xlsxHref: string;
  /** The same with the other kind of figures. */
  readonly otherHref: string;
  readonly rankingHref: string | null;
}

export function AgenciesPage({ view }: { view: AgenciesView }) {
  const { lang } = usePage();
  const t = agencyTexts[lang];
  const { recap, asked } = view;
  const n = (value: number) => formatInteger(value, lang);
  const published = asked.angka === 'terbit';
  return (
    <StaffPage title={t.title} wide>
      <Lead>{t.lead(view.parent.name, view.periodName)}</Lead>
      <p>
        <strong>
          {recap.silent === 0
            ? t.totalAll(n(recap.lines.length))
            : t.total(n(recap.lines.length), n(recap.counted), n(recap.silent))}
        </strong>{' '}
        <span class="muted">{published ? t.fromPublished : t.fromLive}</span>
      </p>
      <Filters view={view} />
      <Row apart>
        <Muted>
          {t.notRanking} {view.rankingHref && <a href={view.rankingHref}>{t.ranking}</a>}
        </Muted>
        <Row gap="sm">
          <LinkButton href={view.otherHref} variant="quiet">
            {published ? t.switchLive : t.switchPublished}
          </LinkButton>
          <LinkButton href={view.csvHref} variant="quiet">
            {t.csv}
          </LinkButton>
          <LinkButton href={view.xlsxHref} variant="quiet">
            {t.xlsx}
          </LinkButton>
        </Row>
      </Row>
      <Landscape>
        <RecapTable view={view} />
      </Landscape>
      {recap.columns.length > 0 && (
        <Muted>
          {t.legend}: {recap.columns.map(({ code, name }) => `${code} ${name}`).join('; ')}. {t.legendNote}
        </Muted>
      )}
      {view.sharedMethod && (
        <Muted>
          {t.methodShared}: {view.sharedMethod}.
        </Muted>
      )}
      <Muted>{t.planNote}</Muted>
      <Muted>{t.columnsNote}</Muted>
    </StaffPage>
  );
}

function Filters({ view: { asked, periods, parents, parent } }: { view: AgenciesView }) {
  const t = agencyTexts[usePage().lang];
  return (
    <div class="no-print">
      <Form action="/rekap" method="get" values={{ ...asked, induk: parent.code }} prefix="saring">
        <Grid min="sm">
          {' '}
          <Select
            name="periode"
            label={t.period}
            width="full"
            options={periods.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <Select
            name="angka"
            label={t.source}
            width="full"
            options={[
              { value: 'terbit', label: t.published },
              { value: 'berjalan', label: t.live },
            ]}
          />
          {parents.length > 1 && (
            <Select
              name="induk"
              label={t.parent}
              width="full"
              options={parents.map(({ code, name }) => ({ value: code, label: name }))}
            />
          )}
          <Select
            name="jenjang"
            label={t.level}
            width="full"
            options={agencyLevels.map((level) => ({ value: level, label: t.levels[level] }))}
          />
          <Select
            name="urut"
            label={t.order}
            width="full"
            options={agencyOrders.map((order) => ({ value: order, label: t.orders[order] }))}
          />
        </Grid>{' '}
        <Button variant="secondary">{t.show}</Button>
      </Form>
    </div>
  );
}

function RecapTable({ view }: { view: AgenciesView }) {
  const { lang } = usePage();
  const t = agencyTexts[lang];
  const n = (value: number) => formatInteger(value, lang);
  const printed = ({ figure }: AgencyLine, id: string) => {
    const found = figure?.unsur.find((unsur) => unsur.id === id);
    return found ? formatDecimal(found.value, lang) : '–';
  };
  const columns: Column<AgencyLine>[] = [
    { head: t.no, numeric: true, cell: (_line, at) => at + 1 },
    {
      head: t.unit,
      rowHeader: true,
      wide: true,
      cell: ({ unit, above, figure }) => (
        <>
          <a href={`/unit/${unit.id}?periode=${view.asked.periode}`}>{unit.name}</a>{' '}
          <span class="muted">
            {[above, figure?.version && figure.version > 1 ? t.version(figure.version) : null].filter(Boolean).join(' · ')}
          </span>
        </>
      ),
    },
    // Before the unsur, so that a phone shows it without scrolling.
    {
      head: t.ikm,
      narrow: true,
      cell: ({ figure }) =>
        figure ? (
          <>
            <strong>{formatDecimal(figure.ikm, lang)}</strong>{' '}
            <MutuBadge size="sm" mutu={figure.mutu} word={view.mutuWords[figure.mutu]} />
          </>
        ) : (
          <span class="muted">{t.none}</span>
        ),
    },
    {
      head: t.respondents,
      numeric: true,
      cell: ({ figure }) =>
        figure &&
        (figure.required === null
          ? t.noRequired(n(figure.respondents))
          : t.ofRequired(n(figure.respondents), n(figure.required))),
    },
    ...view.recap.columns.map(
      ({ id, code, name }): Column<AgencyLine> => ({
        head: <abbr title={name}>{code}</abbr>,
        numeric: true,
        cell: (line) => printed(line, id),
      }),
    ),
    { head: t.priority, wide: true, cell: ({ weakest }) => priorityText(weakest) },
    {
      head: t.plan,
      wide: true,
      cell: ({ unit }) => {
        const plan = view.planOf(unit.id);
        return plan === '' ? '' : <a href={`/rencana?unit=${unit.code}&periode=${view.asked.periode}`}>{plan}</a>;
      },
    },
    {
      head: t.method,
      wide: true,
      cell: ({ unit, figure }) => {
        const method = figure && view.methodOf(figure);
        return (
          figure && (
            <>
              {method && <span class="muted">{method}.</span>}{' '}
              <a class="no-print" href={figure.href} aria-label={t.howOf(unit.name)}>
                {t.how}
              </a>
            </>
          )
        );
      },
    },
  ];
  return <Table compact caption={t.caption} captionHidden columns={columns} rows={view.recap.lines} />;
}

/** Before anything is published, or before there is any period. */
export function NoAgenciesPage({ live }: { live: boolean }) {
  const t = agencyTexts[usePage().lang];
  return (
    <StaffPage title={t.title}>
      <EmptyState
        title={live ? t.noPeriodTitle : t.noneTitle}
        action={
          live ? undefined : (
            <LinkButton href="/rekap?angka=berjalan" variant="primary">
              {t.switchLive}
            </LinkButton>
          )
        }
      >
        <p>{live ? t.noPeriodText : t.noneText}</p>
      </EmptyState>
    </StaffPage>
  );
}
