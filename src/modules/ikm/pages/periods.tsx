/** The list of periods, and the page of one. */
import { formatDate, formatDateTime, formatDecimal, formatInteger, formatUpTo } from '../../../platform/i18n/index.ts';
import {
  Buttons,
  Card,
  Columns,
  EmptyState,
  LinkButton,
  Muted,
  Notice,
  Row,
  StaffPage,
  Table,
  Tag,
  usePage,
} from '../../../platform/ui/index.ts';
import { commentsCounted } from '../../survey/index.ts';
import type { Mutu } from '../law/permenpanrb-14-2017.ts';
import { liveTexts } from '../texts/live.ts';
import { periodTexts } from '../texts/periods.ts';
import type { PeriodLink } from './live-view.ts';
import { ServiceName } from './parts.tsx';
import { Collected } from './period-parts.tsx';

export interface PeriodRow extends PeriodLink {
  readonly n: number;
  readonly required: number | null;
  /** Days from today to the last day; negative when it is over. */
  readonly daysLeft: number;
  readonly published: number;
}

const tones = { open: 'info', over: 'warning', closed: 'neutral', ahead: 'neutral' } as const;

function StateTag({ period }: { period: PeriodLink }) {
  const t = periodTexts[usePage().lang];
  return <Tag tone={tones[period.state]}>{t.stateWord[period.state]}</Tag>;
}

/** Every period with where it stands. */
export function PeriodListPage({ rows, canManage }: { rows: readonly PeriodRow[]; canManage: boolean }) {
  const { lang } = usePage();
  const t = periodTexts[lang];
  if (rows.length === 0) {
    return (
      <StaffPage title={t.title}>
        <EmptyState
          title={t.noneTitle}
          action={
            canManage ? (
              <LinkButton href="/kelola/periode" variant="primary">
                {t.create}
              </LinkButton>
            ) : undefined
          }
        >
          <p>{t.none}</p>
        </EmptyState>
      </StaffPage>
    );
  }
  return (
    <StaffPage title={t.title} actions={canManage ? <LinkButton href="/kelola/periode">{t.manage}</LinkButton> : undefined}>
      <Card>
        <Table
          caption={t.title}
          captionHidden
          columns={[
            { head: t.period, cell: (row) => <a href={`/periode/${row.code}`}>{row.name}</a>, nowrap: true },
            {
              head: t.state,
              cell: (row) => (
                <Row gap="sm">
                  <StateTag period={row} />
                  {row.published > 0 && <Tag tone="success">{t.publishedTag}</Tag>}
                </Row>
              ),
            },
            { head: t.n, cell: (row) => formatInteger(row.n, lang), numeric: true },
            {
              head: t.required,
              cell: (row) => (row.required === null ? t.dash : formatInteger(row.required, lang)),
              numeric: true,
            },
            {
              head: t.ends,
              cell: (row) => (
                <>
                  {formatDate(row.endsOn, lang)}
                  {row.state === 'open' && <span class="muted"> · {t.daysLeft(row.daysLeft)}</span>}
                  {row.state === 'over' && <span class="muted"> · {t.daysOver(-row.daysLeft)}</span>}
                </>
              ),
            },
          ]}
          rows={rows}
        />
      </Card>
    </StaffPage>
  );
}

/** One unit as the period page lists it. */
export interface UnitLine {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly n: number;
  /** Late answers that version 1 would take in, because those in time are too few. */
  readonly lateNew: number;
  /** What a further version would bring; null when nothing is new, or while there is none. */
  readonly next: {
    readonly version: number;
    readonly late: number;
    readonly servicesChanged: boolean;
    /** Whom a reader could tell apart by subtracting versions, so that it cannot be published yet. */
    readonly refused: { readonly few: 'in' | 'out'; readonly n: number; readonly missing: number } | null;
  } | null;
  readonly version: number | null;
  readonly ikm: string | null;
  readonly mutu: Mutu | null;
  /** The request for publication that waits for a second person, for those who may see it. */
  readonly waiting: string | null;
  /** Why it cannot be published: null when it can. */
  readonly obstacle: 'no_answers' | 'too_few' | 'unsur' | null;
}

export interface PeriodView {
  /** `daysLeft`: from today to the last day; negative when it is over. */
  readonly period: PeriodLink & { readonly closedAt: Date | null; readonly daysLeft: number };
  readonly zone: string;
  readonly services: readonly {
    readonly id: string;
    readonly name: string;
    readonly n: number;
    readonly required: number | null;
  }[];
  /** Units of the services that are not the office's own, by service id. */
  readonly unitNames: ReadonlyMap<string, string>;
  readonly n: number;
  readonly required: number | null;
  readonly population: number | null;
  readonly conflicts: number;
  readonly comments: number;
  readonly late: number;
  readonly units: readonly UnitLine[];
  readonly canPublish: boolean;
  /** What was just done, for a word at the top. */
  readonly justDone: 'closed' | 'published' | null;
}

/** A period: what was collected, the checks, closing, and the results. */
export function PeriodPage({ view }: { view: PeriodView }) {
  const { lang } = usePage();
  const t = periodTexts[lang];
  const { period } = view;
  return (
    <StaffPage title={period.name} crumbs={[{ label: t.title, href: '/periode' }]} actions={<StateTag period={period} />}>
      {view.justDone === 'closed' && (
        <Notice tone="success" announce>
          <p>{t.closedNow}</p>
        </Notice>
      )}
      {view.justDone === 'published' && (
        <Notice tone="success" announce>
          <p>{t.publishedNow}</p>
        </Notice>
      )}
      {period.closedAt === null ? (
        <Columns main={<Checks view={view} />} side={<Collected view={view} />} />
      ) : (
        <Results view={view} />
      )}
      <ServiceTable view={view} />
    </StaffPage>
  );
}

/** What is worth a look before the period is closed. Nothing here forbids it. */
function Checks({ view }: { view: PeriodView }) {
  const { lang } = usePage();
  const t = periodTexts[lang];
  const short = view.services.filter(({ required, n }) => required !== null && n < required).length;
  const unknown = view.services.filter(({ required }) => required === null).length;
  const checks = [
    {
      good: view.period.state === 'over',
      text: view.period.state === 'over' ? t.checkOver.done : t.checkOver.todo(formatDate(view.period.endsOn, lang)),
      href: null,
    },
    {
      good: unknown === 0,
      text: unknown === 0 ? t.checkPopulation.done : t.checkPopulation.todo(unknown),
      href: '/kelola/periode',
    },
    {
      good: short === 0 && unknown === 0 && view.services.length > 0,
      text:
        short > 0
          ? t.checkSample.todo(short, view.services.length)
          : unknown === view.services.length
            ? t.checkSampleUnknown
            : unknown > 0
              ? t.checkSamplePartly(unknown)
              : t.checkSample.done,
      href: '#layanan',
    },
    {
      good: view.conflicts === 0,
      text: view.conflicts === 0 ? t.checkConflicts.done : t.checkConflicts.todo(view.conflicts),
      href: '/bentrok',
    },
    {
      good: true,
      text: t.checkComments(formatUpTo(view.comments, commentsCounted, lang)),
      href: `/komentar?periode=${view.period.code}`,
    },
  ];
  return (
    <Card title={t.checks}>
      <Table
        caption={t.checks}
        captionHidden
        columns={[
          {
            head: t.state,
            cell: ({ good }) => <Tag tone={good ? 'success' : 'warning'}>{good ? t.done : t.todo}</Tag>,
            nowrap: true,
            rowHeader: false,
          },
          {
            head: t.checked,
            rowHeader: true,
            cell: ({ text, href, good }) => (
              <>
                {text} {href !== null && (!good || href.startsWith('/komentar')) && <a href={href}>{t.open}</a>}
              </>
            ),
          },
        ]}
        rows={checks}
      />
      {view.canPublish ? (
        view.period.state !== 'ahead' && (
          <Buttons>
            <LinkButton href={`/periode/${view.period.code}/tutup`} variant="primary">
              {t.close}
            </LinkButton>
          </Buttons>
        )
      ) : (
        <Muted>{t.onlyAdmin}</Muted>
      )}
    </Card>
  );
}

function Results({ view }: { view: PeriodView }) {
  const { lang } = usePage();
  const t = periodTexts[lang];
  const { closedAt } = view.period;
  const obstacles = { no_answers: t.noAnswers, too_few: t.tooFew, unsur: t.unsurWithout };
  return (
    <>
      <Card title={t.results} footer={closedAt ? t.closedNotice(formatDateTime(closedAt, view.zone, lang)) : undefined}>
        <Table
          caption={t.results}
          captionHidden
          columns={[
            {
              head: t.unit,
              cell: (unit) => <a href={`/unit/${unit.id}?periode=${view.period.code}`}>{unit.name}</a>,
              rowHeader: true,
            },
            { head: t.n, cell: (unit) => formatInteger(unit.n, lang), numeric: true },
            {
              head: liveTexts[lang].value,
              cell: (unit) => (unit.ikm === null ? t.dash : `${formatDecimal(unit.ikm, lang)} ${unit.mutu}`),
              numeric: true,
              nowrap: true,
            },
            {
              head: t.result,
              cell: (unit) => (
                <UnitResult unit={unit} code={view.period.code} canPublish={view.canPublish} obstacles={obstacles} />
              ),
            },
          ]}
          rows={view.units}
        />
        {!view.canPublish && <Muted>{t.onlyAdmin}</Muted>}
      </Card>
      <Card title={t.lateTitle}>
        {view.late === 0 ? (
          <Muted>{t.lateNone}</Muted>
        ) : (
          <p>
            {t.lateText(formatInteger(view.late, lang))} <a href={`/terlambat?periode=${view.period.code}`}>{t.lateList}</a>
          </p>
        )}
      </Card>
    </>
  );
}

function UnitResult({
  unit,
  code,
  canPublish,
  obstacles,
}: {
  unit: UnitLine;
  code: string;
  canPublish: boolean;
  obstacles: Readonly<Record<string, string>>;
}) {
  const { lang } = usePage();
  const t = periodTexts[lang];
  if (unit.obstacle !== null) return <span class="muted">{obstacles[unit.obstacle]}</span>;
  const href = `/periode/${code}/terbitkan/${unit.code}`;
  return (
    <Row gap="sm">
      {unit.version !== null && (
        <a href={`/ikm/${unit.code}/${code}`}>
          {t.versionOf(unit.version)}
          <span class="hidden">: {unit.name}</span>
        </a>
      )}
      {unit.waiting !== null && (
        <a href={`/persetujuan/${unit.waiting}`}>
          {t.waiting}
          <span class="hidden">: {unit.name}</span>
        </a>
      )}
      {canPublish && unit.waiting === null && unit.version === null && (
        <a href={href}>
          {unit.lateNew > 0 ? t.publishWithLate(formatInteger(unit.lateNew, lang)) : t.publish}
          <span class="hidden">: {unit.name}</span>
        </a>
      )}
      {unit.waiting === null && unit.next && <NextVersion unit={unit} next={unit.next} href={canPublish ? href : null} />}
    </Row>
  );
}

/** The way to a further version, or why there is none yet. */
function NextVersion({ unit, next, href }: { unit: UnitLine; next: NonNullable<UnitLine['next']>; href: string | null }) {
  const { lang } = usePage();
  const t = periodTexts[lang];
  const { version, late, servicesChanged, refused } = next;
  if (refused) {
    return (
      <span class="muted">{refused.few === 'in' ? t.waitsFor(version, refused.n, refused.missing) : t.fewGone(refused.n)}</span>
    );
  }
  if (href === null) return null;
  return (
    <a href={href}>
      {servicesChanged ? t.publishServices(version) : t.publishVersion(version, formatInteger(late, lang))}
      <span class="hidden">: {unit.name}</span>
    </a>
  );
}

function ServiceTable({ view }: { view: PeriodView }) {
  const { lang } = usePage();
  const t = periodTexts[lang];
  const l = liveTexts[lang];
  const missing = ({ n, required }: { n: number; required: number | null }) =>
    required === null ? -1 : Math.max(0, required - n);
  return (
    <Card title={t.services} id="layanan">
      <Table
        caption={t.services}
        captionHidden
        compact
        columns={[
          {
            head: t.service,
            cell: (row) => <ServiceName {...row} unit={view.unitNames.get(row.id)} period={view.period.code} />,
            rowHeader: true,
          },
          { head: l.n, cell: (row) => formatInteger(row.n, lang), numeric: true },
          { head: l.sample, cell: (row) => (row.required === null ? t.noN : formatInteger(row.required, lang)), numeric: true },
          {
            head: t.missing,
            cell: (row) => (row.required === null ? t.dash : missing(row) === 0 ? t.enough : formatInteger(missing(row), lang)),
            numeric: true,
          },
        ]}
        rows={view.services.toSorted((a, b) => missing(b) - missing(a))}
      />
    </Card>
  );
}
