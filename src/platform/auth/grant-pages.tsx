import { SecondPerson } from '../approvals/pages.tsx';
import type { SecondPersonState } from '../approvals/people.ts';
import { formatDate, type Lang } from '../i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Field,
  type FieldErrors,
  type FieldValues,
  Form,
  Muted,
  PostButton,
  Select,
  StaffPage,
  Table,
  Tag,
  usePage,
} from '../ui/index.ts';
import { grantTexts } from './grant-texts.ts';
import type { GrantNode } from './grants.ts';
import { roleName, roleSentence } from './role-texts.ts';
import { type Role, roles } from './scope.ts';
import type { KeptGrant } from './store/grants.ts';
import { texts } from './texts.ts';

interface RightsPageProps {
  readonly member: { readonly id: string; readonly name: string; readonly email: string; readonly role: Role | null };
  readonly self: boolean;
  readonly grants: readonly KeptGrant[];
  readonly nodes: readonly GrantNode[];
  readonly today: string;
  /** Whether a new right waits for a second person. */
  readonly second: SecondPersonState;
  readonly values: FieldValues;
  readonly errors?: FieldErrors;
}

/** What one person may do, where, and until when. */
export function RightsPage({ member, self, grants, nodes, today, second, values, errors }: RightsPageProps) {
  const { lang } = usePage();
  const t = grantTexts[lang];
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const path = `/kelola/petugas/${member.id}`;
  return (
    <StaffPage title={member.name} crumbs={[{ href: '/kelola/petugas', label: texts[lang].officers }]}>
      {!self && <SecondPerson {...second} />}
      <Card title={t.office}>
        {self ? (
          <Muted>{t.own}</Muted>
        ) : (
          <Form action={`${path}/peran`} prefix="role" values={{ role: member.role ?? '' }}>
            <Select
              name="role"
              label={texts[lang].role}
              empty={t.onlyNodes}
              optional
              options={roles.map((role) => ({ value: role, label: roleSentence(role, lang) }))}
            />
            <Buttons>
              <Button variant="secondary">{t.saveRole}</Button>
            </Buttons>
          </Form>
        )}
      </Card>
      <Card title={t.onNodes}>
        {grants.length === 0 ? (
          <Muted>{t.none}</Muted>
        ) : (
          <Table
            caption={t.onNodes}
            captionHidden
            rows={grants}
            columns={[
              { head: texts[lang].role, cell: (grant) => roleName(grant.role, lang), rowHeader: true },
              { head: t.node, cell: (grant) => (grant.nodeId === null ? t.office : (names.get(grant.nodeId) ?? '–')) },
              { head: t.span, cell: (grant) => spanOf(grant, lang) },
              { head: t.why, cell: (grant) => `${grant.reason} · ${grant.grantedBy}` },
              {
                head: t.state,
                cell: (grant) => {
                  const state = stateOf(grant, today);
                  if (state !== 'on' && state !== 'waiting') return <Tag>{t.states[state]}</Tag>;
                  return self ? (
                    <Tag tone="success">{t.states[state]}</Tag>
                  ) : (
                    <PostButton action={`${path}/hak/${grant.id}/akhiri`} variant="quiet">
                      {t.end}
                    </PostButton>
                  );
                },
              },
            ]}
          />
        )}
      </Card>
      {!self && (
        <Card title={t.give}>
          <p>{t.giveLead}</p>
          <Form action={`${path}/hak`} prefix="grant" values={values} errors={errors}>
            <Select
              name="role"
              label={texts[lang].role}
              empty
              options={roles.map((role) => ({ value: role, label: roleSentence(role, lang) }))}
            />
            <Select name="node" label={t.node} empty options={nodes.map(({ id, name }) => ({ value: id, label: name }))} />
            <Field name="from" type="date" label={t.from} width="md" />
            <Field name="to" type="date" label={t.to} hint={t.toHint} width="md" optional />
            <Field name="reason" label={t.reason} hint={t.reasonHint} maxLength={300} autocomplete="off" />
            <Buttons>
              <Button>{t.give}</Button>
            </Buttons>
          </Form>
        </Card>
      )}
    </StaffPage>
  );
}

function stateOf(grant: KeptGrant, today: string): 'ended' | 'over' | 'waiting' | 'on' {
  if (grant.endedBy !== null) return 'ended';
  if (grant.toOn !== null && grant.toOn < today) return 'over';
  return grant.fromOn > today ? 'waiting' : 'on';
}

function spanOf({ fromOn, toOn }: KeptGrant, lang: Lang): string {
  const t = grantTexts[lang];
  return toOn === null ? t.since(formatDate(fromOn, lang)) : t.between(formatDate(fromOn, lang), formatDate(toOn, lang));
}
