/** The plan of an office: what is planned, and what a result proposes. */
import { formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Card,
  EmptyState,
  Form,
  Grid,
  Lead,
  LinkButton,
  Muted,
  MutuLetter,
  Pager,
  Row,
  Select,
  StaffPage,
  Table,
  usePage,
} from '../../../platform/ui/index.ts';
import { countStates, type FollowUp, type Proposal, states } from '../rules.ts';
import { quarterName, texts } from '../texts/screens.ts';
import { StateTag } from './parts.tsx';

/** A line with what the page says of it. */
export interface PlanLine extends FollowUp {
  readonly unitName: string;
  readonly overdue: boolean;
}

/** One thing to choose. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface PlanView {
  /** All lines that fit; a page of them is shown. */
  readonly all: readonly PlanLine[];
  readonly lines: readonly PlanLine[];
  readonly page: number;
  readonly pages: number;
  readonly values: { readonly periode: string; readonly unit: string; readonly status: string };
  readonly periods: readonly Option[];
  readonly units: readonly Option[];
  /** The result that the filter names; null where it names several or none. */
  readonly ground: {
    readonly unitCode: string;
    readonly unitName: string;
    readonly periodCode: string;
    readonly periodName: string;
    readonly proposals: readonly Proposal[];
  } | null;
  readonly mayPlan: boolean;
}

export function PlanPage({ view }: { view: PlanView }) {
  const { lang } = usePage();
  const t = texts[lang];
  const { ground, values, all } = view;
  const counts = countStates(all);
  const number = (value: number) => formatInteger(value, lang);
  const add = ground && view.mayPlan && (
    <LinkButton href={newHref(ground)} variant="primary">
      {t.add}
    </LinkButton>
  );
  return (
    <StaffPage
      title={t.title}
      wide
      actions={
        <>
          {all.length > 0 && <LinkButton href={`/rencana/unduh?${new URLSearchParams(values)}`}>{t.download}</LinkButton>}
          {all.length > 0 && add}
        </>
      }
    >
      <Lead>{t.lead}</Lead>
      {view.periods.length === 0 ? (
        <EmptyState title={t.noResult} action={<LinkButton href="/periode">{t.toPeriods}</LinkButton>}>
          {t.noResultWhy}
        </EmptyState>
      ) : (
        <>
          <Form action="/rencana" method="get" values={values}>
            <Grid min="sm">
              <Select name="periode" label={t.period} empty={t.allPeriods} options={view.periods} optional />
              <Select name="unit" label={t.unit} empty={t.allUnits} options={view.units} optional />
              <Select
                name="status"
                label={t.state}
                empty={t.allStates}
                options={states.map((state) => ({ value: state, label: t.states[state] }))}
                optional
              />
            </Grid>
            <Button variant="secondary">{t.filter}</Button>
          </Form>
          {all.length === 0 ? (
            <EmptyState title={values.status === '' ? t.none : t.noneInState} action={add || undefined}>
              {values.status !== '' ? t.noneFilter : ground === null ? t.noneChoose : t.noneWhy}
            </EmptyState>
          ) : (
            <>
              <Muted>{t.summary(number(counts.planned + counts.running), number(counts.done), number(counts.dropped))}</Muted>
              <PlanTable lines={view.lines} ofUnits={ground === null} />
            </>
          )}
          {view.pages > 1 && (
            <Pager
              page={view.page}
              pages={view.pages}
              href={(at) => `/rencana?${new URLSearchParams({ ...values, halaman: String(at) })}`}
            />
          )}
          {ground && <Proposals ground={ground} mayPlan={view.mayPlan} />}
        </>
      )}
    </StaffPage>
  );
}

function newHref({ unitCode, periodCode }: { unitCode: string; periodCode: string }, unsur?: string): string {
  return `/rencana/baru?${new URLSearchParams({ unit: unitCode, periode: periodCode, ...(unsur === undefined ? {} : { unsur }) })}`;
}

function PlanTable({ lines, ofUnits }: { lines: readonly PlanLine[]; ofUnits: boolean }) {
  const { lang } = usePage();
  const t = texts[lang];
  return (
    <Table
      caption={t.title}
      captionHidden
      cards
      rows={lines}
      columns={[
        { head: t.action, rowHeader: true, wide: true, cell: (one) => <a href={`/rencana/${one.id}`}>{one.action}</a> },
        { head: t.unsur, cell: (one) => one.unsurName },
        ...(ofUnits ? [{ head: t.unit, cell: (one: PlanLine) => one.unitName }] : []),
        { head: t.due, nowrap: true, cell: (one) => quarterName(one.due, lang) },
        { head: t.owner, cell: (one) => one.owner },
        { head: t.state, cell: (one) => <StateTag one={one} overdue={one.overdue} /> },
        { head: t.public, nowrap: true, cell: (one) => (one.public ? t.yes : t.no) },
      ]}
    />
  );
}

function Proposals({ ground, mayPlan }: { ground: NonNullable<PlanView['ground']>; mayPlan: boolean }) {
  const { lang } = usePage();
  const t = texts[lang];
  const place = `${ground.unitCode}/${ground.periodCode}`;
  return (
    <Card title={t.proposals}>
      <Muted>{t.proposalsLead(ground.unitName, ground.periodName)}</Muted>
      {ground.proposals.length === 0 ? (
        <p>{t.noProposals}</p>
      ) : (
        <Table
          caption={t.proposals}
          captionHidden
          compact
          cards
          rows={ground.proposals}
          columns={[
            { head: t.unsur, rowHeader: true, cell: (one) => one.name },
            { head: t.value, numeric: true, cell: (one) => formatDecimal(one.value, lang) },
            { head: t.mutu, cell: (one) => <MutuLetter mutu={one.mutu} /> },
            { head: t.whyHead, cell: (one) => t.why[one.why] },
            ...(mayPlan
              ? [
                  {
                    head: t.plan,
                    cell: (one: Proposal) => (
                      <a href={newHref(ground, one.id)}>
                        {t.plan}
                        <span class="hidden">: {one.name}</span>
                      </a>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      <Row>
        <LinkButton href={`/ikm/${place}`} variant="quiet">
          {t.toResult}
        </LinkButton>
        <LinkButton href={`/tindak-lanjut/${place}`} variant="quiet">
          {t.publicPage}
        </LinkButton>
      </Row>
    </Card>
  );
}
