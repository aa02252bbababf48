import { formatDate, formatDateTime } from '../../i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Checkboxes,
  Field,
  type FieldErrors,
  type FieldValues,
  Form,
  LinkButton,
  Muted,
  Notice,
  PostButton,
  Select,
  StaffPage,
  Table,
  Tag,
  usePage,
} from '../../ui/index.ts';
import type { GrantNode } from '../grants.ts';
import { roleName } from '../role-texts.ts';
import type { KeptKey } from '../store/keys.ts';
import { keyRoles } from './actions.ts';
import { keyTexts } from './texts.ts';

/** One thing that keys may be used for, in words. */
export interface UseChoice {
  readonly value: string;
  readonly label: string;
}

interface KeysPageProps {
  readonly keys: readonly KeptKey[];
  readonly uses: readonly UseChoice[];
  readonly nodes: readonly GrantNode[];
  readonly today: string;
  readonly zone: string;
  readonly revoked: boolean;
  readonly values?: FieldValues | undefined;
  readonly errors?: FieldErrors | undefined;
}

const stateOf = (key: KeptKey, today: string) => (key.revokedBy !== null ? 'revoked' : key.expiresOn < today ? 'over' : 'on');

/** The keys of an office, and the way to one more. */
export function KeysPage({ keys, uses, nodes, today, zone, revoked, values, errors }: KeysPageProps) {
  const { lang } = usePage();
  const t = keyTexts[lang];
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const words = new Map(uses.map(({ value, label }) => [value, label]));
  return (
    <StaffPage title={t.title}>
      {revoked && (
        <Notice tone="success" announce>
          <p>{t.revoked}</p>
        </Notice>
      )}
      <p>{t.lead}</p>
      <Card>
        <Table
          caption={t.title}
          captionHidden
          rows={keys}
          empty={<Muted>{t.none}</Muted>}
          columns={[
            {
              head: t.name,
              rowHeader: true,
              cell: (key) => (
                <>
                  {key.name}
                  <br />
                  <code>{key.hint}…</code>
                </>
              ),
            },
            { head: t.uses, cell: (key) => key.uses.map((use) => words.get(use) ?? use).join('; ') },
            {
              head: t.role,
              cell: (key) =>
                [key.role ? roleName(key.role, lang) : '–', key.nodeId === null ? '' : (names.get(key.nodeId) ?? '–')]
                  .filter(Boolean)
                  .join(' · '),
            },
            { head: t.expires, cell: (key) => formatDate(key.expiresOn, lang), nowrap: true },
            { head: t.lastUsed, cell: (key) => (key.lastUsedAt ? formatDateTime(key.lastUsedAt, zone, lang) : t.never) },
            {
              head: t.state,
              cell: (key) => {
                const state = stateOf(key, today);
                if (state !== 'on') return <Tag>{t.states[state]}</Tag>;
                return (
                  <PostButton action={`/kelola/kunci/${key.id}/cabut`} variant="quiet">
                    {t.revoke}
                    <span class="hidden">: {key.name}</span>
                  </PostButton>
                );
              },
            },
          ]}
        />
      </Card>
      <Card title={t.create}>
        <Form action="/kelola/kunci" values={values} errors={errors} autocomplete="off">
          <Field name="name" label={t.name} hint={t.nameHint} maxLength={80} />
          <Checkboxes name="uses" label={t.uses} options={uses} />
          <Select
            name="role"
            label={t.role}
            hint={t.roleHint}
            empty
            options={keyRoles.map((role) => ({ value: role, label: roleName(role, lang) }))}
          />
          <Select
            name="node"
            label={t.node}
            empty={t.whole}
            optional
            options={nodes.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Field name="expires" type="date" label={t.expires} hint={t.expiresHint} width="md" />
          <Buttons>
            <Button>{t.create}</Button>
          </Buttons>
        </Form>
      </Card>
    </StaffPage>
  );
}

/** The key, shown once. */
export function KeyMadePage({ token, example }: { token: string; example: string }) {
  const t = keyTexts[usePage().lang];
  return (
    <StaffPage title={t.made} crumbs={[{ href: '/kelola/kunci', label: t.title }]}>
      <Card>
        <p>{t.madeLead}</p>
        <p>
          <code class="wrap-anywhere">{token}</code>
        </p>
      </Card>
      <Card title={t.howTo}>
        <p>{t.howToLead}</p>
        <p>
          <code class="wrap-anywhere">curl -OJ -H "Authorization: Bearer $KUNCI" {example}</code>
        </p>
        <Buttons>
          <LinkButton href="/kelola/kunci">{t.back}</LinkButton>
        </Buttons>
      </Card>
    </StaffPage>
  );
}
