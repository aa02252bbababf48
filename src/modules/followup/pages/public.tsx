/** What everybody reads of a plan. */

import { formatInteger } from '../../../platform/i18n/index.ts';
import {
  Card,
  EmptyState,
  LinkButton,
  Muted,
  type OfficeLook,
  PublicPage,
  Row,
  Table,
  usePage,
} from '../../../platform/ui/index.ts';
import { countStates } from '../rules.ts';
import { quarterName, texts } from '../texts/screens.ts';
import { Proof, StateTag } from './parts.tsx';
import type { PlanLine } from './plan.tsx';

export interface PublicPlanView {
  readonly unitName: string;
  readonly periodName: string;
  /** `/ikm/…` of the result. */
  readonly resultHref: string;
  /** `/tindak-lanjut/…`, without a query. */
  readonly path: string;
  readonly lines: readonly PlanLine[];
  readonly look: OfficeLook;
}

export function PublicPlanPage({ view }: { view: PublicPlanView }) {
  const { lang } = usePage();
  const t = texts[lang];
  const counts = countStates(view.lines);
  const number = (value: number) => formatInteger(value, lang);
  return (
    <PublicPage
      title={t.publicTitle(view.unitName)}
      brand={view.look}
      kicker={t.publicKicker}
      lead={t.publicLead(view.periodName)}
    >
      {view.lines.length === 0 ? (
        <EmptyState title={t.publicNone}>{t.publicNoneWhy}</EmptyState>
      ) : (
        <Card title={t.title}>
          <Muted>{t.summary(number(counts.planned + counts.running), number(counts.done), number(counts.dropped))}</Muted>
          <Table
            caption={t.title}
            captionHidden
            cards
            rows={view.lines}
            columns={[
              { head: t.priority, rowHeader: true, cell: (one) => one.unsurName },
              { head: t.action, wide: true, cell: (one) => one.action },
              { head: t.due, nowrap: true, cell: (one) => quarterName(one.due, lang) },
              { head: t.owner, cell: (one) => one.owner },
              { head: t.state, cell: (one) => <StateTag one={one} overdue={one.overdue} /> },
              { head: t.evidence, cell: (one) => <Proof one={one} /> },
            ]}
          />
        </Card>
      )}
      <Row>
        <LinkButton href={view.resultHref}>{t.toResult}</LinkButton>
        {view.lines.length > 0 && (
          <LinkButton href={`${view.path}.csv`} variant="quiet">
            {t.download}
          </LinkButton>
        )}
      </Row>
    </PublicPage>
  );
}
