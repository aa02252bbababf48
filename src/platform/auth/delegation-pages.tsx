import { formatDate, type Lang } from '../i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Checkbox,
  Facts,
  Field,
  type FieldErrors,
  type FieldValues,
  Form,
  Lead,
  LinkButton,
  Muted,
  Notice,
  PostButton,
  Select,
  StaffPage,
  Table,
  Tag,
  usePage,
} from '../ui/index.ts';
import { accountTexts } from './account-texts.ts';
import { rightKey } from './delegation.ts';
import { delegationTexts } from './delegation-texts.ts';
import type { GrantNode } from './grants.ts';
import { roleName } from './role-texts.ts';
import type { Grant } from './scope.ts';
import type { KeptGrant } from './store/grants.ts';
import { texts } from './texts.ts';

interface Colleague {
  readonly id: string;
  readonly name: string;
}

interface DelegationPageProps {
  readonly rights: readonly Grant[];
  readonly colleagues: readonly Colleague[];
  readonly nodes: readonly GrantNode[];
  readonly lent: readonly KeptGrant[];
  readonly borrowed: readonly KeptGrant[];
  readonly today: string;
  /** The office gives rights by two people only. */
  readonly ruled: boolean;
  readonly values: FieldValues;
  readonly errors?: FieldErrors;
}

function rightWords({ role, nodeId }: Pick<Grant, 'role' | 'nodeId'>, nodes: readonly GrantNode[], lang: Lang): string {
  const place = nodeId === null ? delegationTexts[lang].office : (nodes.find(({ id }) => id === nodeId)?.name ?? '–');
  return `${roleName(role, lang)}, ${place}`;
}

/** Lending one's own role to a colleague, and what was lent. */
export function DelegationPage(props: DelegationPageProps) {
  const { rights, colleagues, nodes, lent, borrowed, today, ruled } = props;
  const { lang } = usePage();
  const t = delegationTexts[lang];
  const names = new Map(colleagues.map(({ id, name }) => [id, name]));
  const why = ruled ? t.ruled : rights.length === 0 ? t.nothing : colleagues.length === 0 ? t.nobody : null;
  const columns = [
    { head: t.right, cell: (one: KeptGrant) => rightWords(one, nodes, lang), rowHeader: true },
    { head: t.span, cell: (one: KeptGrant) => t.between(formatDate(one.fromOn, lang), formatDate(one.toOn ?? '', lang)) },
  ];
  const isOver = (one: KeptGrant) => one.endedBy !== null || (one.toOn ?? '') < today;
  return (
    <StaffPage title={t.title} crumbs={[{ href: '/akun', label: accountTexts[lang].account }]}>
      <Lead>{t.lead}</Lead>
      <Card title={t.lend}>
        <Muted>{t.limits}</Muted>
        {why !== null ? (
          <Notice>
            <p>{why}</p>
          </Notice>
        ) : (
          <Form action="/akun/titip" values={props.values} errors={props.errors}>
            <Select
              name="right"
              label={t.right}
              options={rights.map((right) => ({ value: rightKey(right), label: rightWords(right, nodes, lang) }))}
            />
            <Select name="to" label={t.to} empty options={colleagues.map(({ id, name }) => ({ value: id, label: name }))} />
            <Field name="from" type="date" label={t.from} width="md" />
            <Field name="until" type="date" label={t.until} hint={t.untilHint} width="md" />
            <Field name="reason" label={t.reason} hint={t.reasonHint} maxLength={300} autocomplete="off" />
            <Buttons>
              <Button>{t.lend}</Button>
            </Buttons>
          </Form>
        )}
      </Card>
      <Card title={t.lent}>
        {lent.length === 0 ? (
          <Muted>{t.none}</Muted>
        ) : (
          <Table
            caption={t.lent}
            captionHidden
            rows={lent}
            columns={[
              ...columns,
              { head: t.who, cell: (one) => names.get(one.userId) ?? '–' },
              {
                head: t.state,
                cell: (one) =>
                  isOver(one) ? (
                    <Tag>{one.endedBy === null ? t.over : t.ended}</Tag>
                  ) : (
                    <PostButton action={`/akun/titip/${one.id}/akhiri`} variant="quiet">
                      {t.end}
                    </PostButton>
                  ),
              },
            ]}
          />
        )}
      </Card>
      {borrowed.length > 0 && (
        <Card title={t.borrowed}>
          <Table
            caption={t.borrowed}
            captionHidden
            rows={borrowed}
            columns={[...columns, { head: t.who, cell: (one) => names.get(one.delegatedBy ?? '') ?? one.grantedBy }]}
          />
        </Card>
      )}
    </StaffPage>
  );
}

interface RemovePageProps {
  readonly member: { readonly id: string; readonly name: string; readonly email: string };
  readonly colleagues: readonly Colleague[];
  readonly ruled: boolean;
}

/** A second look before somebody loses access, and who takes over what they hold. */
export function RemovePage({ member, colleagues, ruled }: RemovePageProps) {
  const { lang } = usePage();
  const t = texts[lang];
  const d = delegationTexts[lang];
  return (
    <StaffPage title={t.removeAsk} crumbs={[{ href: '/kelola/petugas', label: t.officers }]}>
      <Card>
        <Facts
          items={[
            { term: t.name, value: member.name },
            { term: t.email, value: member.email },
          ]}
        />
        <p>{t.removeLead}</p>
        <p>{d.at_once}</p>
        <Form action={`/kelola/petugas/${member.id}/cabut`} values={{}}>
          <Select
            name="heir"
            label={d.heir}
            hint={d.heirHint}
            empty={d.nobodyTakes}
            optional
            options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
          />
          {ruled ? <Muted>{d.rightsRuled}</Muted> : <Checkbox name="rights" label={d.rights} hint={d.rightsSelf} />}
          <Buttons>
            <Button variant="danger">{t.remove}</Button>
            <LinkButton href="/kelola/petugas">{t.back}</LinkButton>
          </Buttons>
        </Form>
      </Card>
    </StaffPage>
  );
}
