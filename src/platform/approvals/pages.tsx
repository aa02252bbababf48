import { PersonAgain } from '../auth/password-again.tsx';
import { roleName } from '../auth/role-texts.ts';
import type { Role } from '../auth/scope.ts';
import { formatDate, formatDateTime, type Lang } from '../i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Details,
  EmptyState,
  Facts,
  Field,
  type FieldErrors,
  Form,
  Lead,
  LinkButton,
  Muted,
  Notice,
  PostButton,
  Radios,
  Row,
  StaffPage,
  Table,
  Tag,
  usePage,
} from '../ui/index.ts';
import type { ApprovalKind } from './kinds.ts';
import type { Approver, SecondPersonState, Unsettled } from './people.ts';
import type { ApprovalRequest, ApprovalRule, ApprovalState } from './store.ts';
import { approvalTexts } from './texts.ts';

const tones = {
  waiting: 'info',
  done: 'success',
  refused: 'danger',
  withdrawn: 'neutral',
  outdated: 'warning',
  expired: 'warning',
} as const satisfies Record<ApprovalState, string>;

/** Who may agree, and from when those who may not yet. */
function namesOf(approvers: readonly Approver[], timeZone: string, lang: Lang): string {
  const t = approvalTexts[lang];
  return approvers
    .map(({ name, from }) => (from === null ? name : t.fromWhen(name, formatDateTime(from, timeZone, lang))))
    .join(', ');
}

function Requests({
  caption,
  requests,
  timeZone,
  zoneless,
}: {
  caption: string;
  requests: readonly ApprovalRequest[];
  timeZone: string;
  zoneless?: boolean;
}) {
  const { lang } = usePage();
  const t = approvalTexts[lang];
  return (
    <Table
      caption={caption}
      captionHidden
      rows={requests}
      columns={[
        {
          head: t.what,
          rowHeader: true,
          cell: (one) => <a href={`/persetujuan/${one.id}`}>{one.shown[lang].title}</a>,
        },
        { head: t.who, cell: (one) => one.askedByName },
        zoneless
          ? { head: t.state, cell: (one) => <Tag tone={tones[one.state]}>{t.states[one.state]}</Tag> }
          : { head: t.until, cell: (one) => formatDateTime(one.expiresAt, timeZone, lang) },
      ]}
    />
  );
}

interface ListProps {
  readonly forYou: readonly ApprovalRequest[];
  readonly others: readonly ApprovalRequest[];
  readonly past: readonly ApprovalRequest[];
  readonly timeZone: string;
  readonly canSetRules: boolean;
}

/** Everything that waits for a second person, and what became of the rest. */
export function ApprovalsPage({ forYou, others, past, timeZone, canSetRules }: ListProps) {
  const t = approvalTexts[usePage().lang];
  return (
    <StaffPage title={t.title} actions={canSetRules && <LinkButton href="/persetujuan/aturan">{t.rules}</LinkButton>}>
      <Lead>{t.lead}</Lead>
      {forYou.length === 0 ? (
        <EmptyState title={t.forYou}>{t.noneForYou}</EmptyState>
      ) : (
        <Card title={t.forYou}>
          <Requests caption={t.forYou} requests={forYou} timeZone={timeZone} />
        </Card>
      )}
      {others.length > 0 && (
        <Card title={t.others}>
          <Requests caption={t.others} requests={others} timeZone={timeZone} />
        </Card>
      )}
      {past.length > 0 && (
        <Card title={t.past}>
          <Requests caption={t.past} requests={past} timeZone={timeZone} zoneless />
        </Card>
      )}
    </StaffPage>
  );
}

interface RequestProps {
  readonly request: ApprovalRequest;
  readonly timeZone: string;
  /** Why it waits without this person: they asked, or may only read. Null where they may decide. */
  readonly bystander: 'asker' | 'reader' | null;
  readonly approvers: readonly Approver[];
  /** Why this person, who has the right, may not agree to it (yet). */
  readonly unsettled: Unsettled | null;
  /** Whether whoever agrees gives their password. */
  readonly confirm: boolean;
  /** What it says now is not what was asked. */
  readonly changed: boolean;
  /** Why it cannot be done now, in words. */
  readonly impossible: string | null;
  /** Where all of it is seen; null for those who may not go there. */
  readonly place: string | null;
  readonly mayAskAnew: boolean;
  readonly justAsked: boolean;
  readonly errors?: FieldErrors;
  readonly confirmErrors?: FieldErrors;
}

/** One request: what exactly is asked, by whom, and the decision. */
export function RequestPage(props: RequestProps) {
  const { request, timeZone, bystander, changed, impossible, place } = props;
  const { lang } = usePage();
  const t = approvalTexts[lang];
  const { title, facts } = request.shown[lang];
  const waits = request.state === 'waiting';
  const decides = waits && bystander === null && !changed && impossible === null && props.unsettled === null;
  const asker = `${request.askedByName} (${roleName(request.askedByRole, lang)})`;
  return (
    <StaffPage title={title} crumbs={[{ href: '/persetujuan', label: t.title }]}>
      {props.justAsked && waits && (
        <Notice tone="success" announce>
          <p>{t.proposed}</p>
        </Notice>
      )}
      {(request.state === 'outdated' || (waits && changed)) && (
        <Notice tone="warning" title={t.changedTitle} announce>
          <p>{t.changed}</p>
        </Notice>
      )}
      {waits && impossible !== null && (
        <Notice tone="warning" title={t.impossible}>
          <p>{impossible}</p>
        </Notice>
      )}
      {waits && bystander === 'asker' && props.approvers.length === 0 && <Nobody />}
      {waits && bystander === null && props.unsettled && (
        <Notice tone="warning">
          <p>
            {{ new: t.tooNew, late: t.joinedAfter, asker: t.askerNew }[props.unsettled.why](
              formatDateTime(props.unsettled.from, timeZone, lang),
            )}
          </p>
        </Notice>
      )}
      <Card title={t.request} actions={<Tag tone={tones[request.state]}>{t.states[request.state]}</Tag>}>
        <Facts
          items={[
            ...facts,
            { term: t.reason, value: request.reason || <Muted>{t.noReason}</Muted> },
            { term: t.asked, value: t.by(asker, formatDateTime(request.askedAt, timeZone, lang)) },
            ...(waits ? [{ term: t.until, value: formatDateTime(request.expiresAt, timeZone, lang) }] : []),
            ...(request.decidedAt && request.decidedByName
              ? [{ term: t.decided, value: t.by(request.decidedByName, formatDateTime(request.decidedAt, timeZone, lang)) }]
              : []),
            ...(request.answer === '' ? [] : [{ term: t.answer, value: request.answer }]),
          ]}
        />
        {waits && <Muted>{t.bound}</Muted>}
        {waits && bystander !== null && (
          <p>
            {bystander === 'asker' ? t.own : t.notYours}
            {props.approvers.length > 0 && ` ${t.canApprove(namesOf(props.approvers, timeZone, lang))}`}
          </p>
        )}
        <Row>
          {decides && !props.confirm && (
            <PostButton action={`/persetujuan/${request.id}/setujui`} variant="primary">
              {t.approve}
            </PostButton>
          )}
          {place !== null && (
            <LinkButton href={place} variant={waits && !changed ? 'secondary' : 'primary'}>
              {props.mayAskAnew && (request.state === 'outdated' || (waits && changed)) ? t.again : t.look}
            </LinkButton>
          )}
          {waits && bystander === 'asker' && (
            <PostButton action={`/persetujuan/${request.id}/tarik`} variant="quiet">
              {t.withdraw}
            </PostButton>
          )}
        </Row>
      </Card>
      {decides && props.confirm && (
        <Card title={t.confirmTitle}>
          <Form action={`/persetujuan/${request.id}/setujui`} prefix="setuju" errors={props.confirmErrors}>
            <PersonAgain hint={t.passwordHint} back={`/persetujuan/${request.id}`} />
            <Buttons>
              <Button>{t.approve}</Button>
            </Buttons>
          </Form>
        </Card>
      )}
      {waits && bystander === null && (
        <Card title={t.refuseTitle}>
          <Form action={`/persetujuan/${request.id}/tolak`} errors={props.errors}>
            <Field name="reason" label={t.refuseReason} hint={t.refuseHint} maxLength={500} autocomplete="off" />
            <Buttons>
              <Button variant="danger">{t.refuse}</Button>
            </Buttons>
          </Form>
        </Card>
      )}
    </StaffPage>
  );
}

function Nobody() {
  const t = approvalTexts[usePage().lang];
  return (
    <Notice tone="warning" title={t.nobodyTitle}>
      <p>{t.nobody}</p>
      <p>{t.nobodyTomorrow}</p>
      <p>
        <a href="/persetujuan/aturan">{t.openRules}</a>
      </p>
    </Notice>
  );
}

/** As days are for rights: an office's own zone is not known here, and the time says which it is in. */
const westernZone = 'Asia/Jakarta';

/** For the page on which something is proposed: that it will wait for somebody, and for whom; or that one person is enough. */
export function SecondPerson({ needed, approvers }: SecondPersonState) {
  const { lang } = usePage();
  const t = approvalTexts[lang];
  if (!needed) return <Muted>{t.alone}</Muted>;
  if (approvers.length === 0) return <Nobody />;
  return (
    <Notice>
      <p>{t.needs(namesOf(approvers, westernZone, lang))}</p>
    </Notice>
  );
}

interface RuleLine {
  readonly kind: ApprovalKind;
  readonly rule: ApprovalRule;
  readonly approvers: readonly Approver[];
  /** Which roles ask for it, and do it alone where no second person is needed. */
  readonly askers: readonly Role[];
}

interface RulesProps {
  readonly timeZone: string;
  readonly lines: readonly RuleLine[];
  readonly saved: boolean;
  /** What was given for one kind and is wrong. */
  readonly wrong?: { readonly kind: string; readonly values: Readonly<Record<string, string>>; readonly errors: FieldErrors };
}

function Approvers({ approvers, timeZone }: { approvers: readonly Approver[]; timeZone: string }) {
  const { lang } = usePage();
  const t = approvalTexts[lang];
  return <Muted>{approvers.length > 0 ? t.approvers(namesOf(approvers, timeZone, lang)) : t.noApprovers}</Muted>;
}

/** For every kind whether it needs a second person here. */
export function RulesPage({ lines, saved, timeZone, wrong }: RulesProps) {
  const { lang } = usePage();
  const t = approvalTexts[lang];
  return (
    <StaffPage title={t.rules} crumbs={[{ href: '/persetujuan', label: t.title }]}>
      <Lead>{t.rulesLead}</Lead>
      {saved && (
        <Notice tone="success" announce>
          <p>{t.saved}</p>
        </Notice>
      )}
      {lines.map(({ kind, rule, approvers, askers }) => (
        <Card
          key={kind.name}
          title={kind.label(lang)}
          actions={<Tag tone={rule.needed ? 'success' : 'neutral'}>{rule.needed ? t.needed : t.notNeeded}</Tag>}
          footer={
            rule.setAt && rule.setBy
              ? t.setBy(rule.setBy, formatDate(rule.setAt.toISOString().slice(0, 10), lang), rule.reason)
              : t.standard
          }
        >
          {rule.needed ? (
            <Approvers approvers={approvers} timeZone={timeZone} />
          ) : (
            <p>{t.aloneRule(askers.map((role) => roleName(role, lang)).join(', '))}</p>
          )}
          <Details summary={t.change} open={wrong?.kind === kind.name}>
            {!rule.needed && <Approvers approvers={approvers} timeZone={timeZone} />}
            <Form
              action={`/persetujuan/aturan/${kind.name}`}
              prefix={kind.name}
              values={
                wrong?.kind === kind.name
                  ? wrong.values
                  : { needed: rule.needed ? '1' : '0', days: String(rule.days), reason: '' }
              }
              errors={wrong?.kind === kind.name ? wrong.errors : undefined}
            >
              <Radios
                name="needed"
                label={t.rule}
                options={[
                  { value: '1', label: t.needed },
                  { value: '0', label: t.notNeeded },
                ]}
              />
              <Field name="days" label={t.days} hint={t.daysHint} type="number" width="xs" />
              <Field name="reason" label={t.ruleReason} maxLength={300} autocomplete="off" />
              <Buttons>
                <Button variant="secondary">{t.save}</Button>
              </Buttons>
            </Form>
          </Details>
        </Card>
      ))}
    </StaffPage>
  );
}
