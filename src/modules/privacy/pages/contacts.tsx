/** Contacts as officers see them: masked, and opened one at a time. */
import { localDay } from '../../../kernel/dates.ts';
import { formatDate, formatDateTime } from '../../../platform/i18n/index.ts';
import {
  Button,
  Card,
  Details,
  EmptyState,
  Facts,
  Field,
  Form,
  Lead,
  LinkButton,
  Muted,
  Notice,
  Pager,
  StaffPage,
  Table,
  Tag,
  usePage,
} from '../../../platform/ui/index.ts';
import type { ContactData } from '../rules/contact.ts';
import { texts } from '../texts/screens.ts';
import { type Attempt, Lines, useErrors } from './parts.tsx';

/** A contact as lists show it. */
export interface ContactLine {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly createdAt: Date;
  readonly restricted: boolean;
}

export function ContactTable({
  contacts,
  timeZone,
  caption,
}: {
  contacts: readonly ContactLine[];
  timeZone: string;
  caption: string;
}) {
  const { lang } = usePage();
  const t = texts[lang].contacts;
  return (
    <Table
      caption={caption}
      captionHidden
      rows={contacts}
      columns={[
        {
          head: t.name,
          rowHeader: true,
          cell: (one) => (
            <>
              <a href={`/kontak/${one.id}`}>{one.name}</a> {one.restricted && <Tag tone="warning">{t.restricted}</Tag>}
            </>
          ),
        },
        { head: t.phone, nowrap: true, cell: (one) => one.phone || '–' },
        { head: t.email, nowrap: true, cell: (one) => one.email || '–' },
        { head: t.since, cell: (one) => formatDate(localDay(one.createdAt, timeZone), lang) },
      ]}
    />
  );
}

interface ContactsProps {
  readonly contacts: readonly ContactLine[];
  readonly timeZone: string;
  readonly page: number;
  readonly pages: number;
  /** The list is what a search found. */
  readonly searched: boolean;
  readonly news?: string | undefined;
}

export function ContactsPage({ contacts, timeZone, page, pages, searched, news }: ContactsProps) {
  const t = texts[usePage().lang].contacts;
  return (
    <StaffPage title={t.title}>
      {news !== undefined && (
        <Notice tone="success" announce>
          <p>{news}</p>
        </Notice>
      )}
      <Lead>{t.lead}</Lead>
      <Form action="/kontak/cari" autocomplete="off">
        <Field name="wanted" label={t.search} hint={t.searchHint} autocomplete="off" width="md" optional />
        <Button variant="secondary">{t.searchDo}</Button>
      </Form>
      {contacts.length > 0 ? (
        <ContactTable contacts={contacts} timeZone={timeZone} caption={t.title} />
      ) : searched ? (
        <Notice>
          <p>{t.searchNone}</p>
        </Notice>
      ) : (
        <EmptyState title={t.none}>{t.noneWhy}</EmptyState>
      )}
      {pages > 1 && <Pager page={page} pages={pages} href={(n) => `/kontak?halaman=${n}`} />}
    </StaffPage>
  );
}

interface ContactProps {
  readonly contact: ContactLine;
  /** Only on the answer to a reveal. */
  readonly opened: ContactData | null;
  readonly timeZone: string;
  /** What was tried on this page and what is wrong with it, by the form's last part. */
  readonly attempt?: (Attempt & { readonly form: 'buka' | 'perbaiki' | 'hapus' | 'batasi' | 'lepas' }) | undefined;
  readonly news?: string | undefined;
}

export function ContactPage({ contact, opened, timeZone, attempt, news }: ContactProps) {
  const { lang } = usePage();
  const all = texts[lang];
  const t = all.contacts;
  const errors = useErrors(attempt);
  const of = (form: NonNullable<typeof attempt>['form']) => ({
    action: `/kontak/${contact.id}/${form}`,
    prefix: form,
    values: attempt?.form === form ? attempt.values : form === 'perbaiki' && opened ? { ...opened } : {},
    errors: attempt?.form === form ? errors : {},
  });
  const reason = <Field name="reason" label={all.reason} hint={all.reasonHint} maxLength={300} autocomplete="off" />;
  return (
    <StaffPage title={t.one} crumbs={[{ href: '/kontak', label: t.title }]}>
      {news !== undefined && (
        <Notice tone="success" announce>
          <p>{news}</p>
        </Notice>
      )}
      <Card
        title={opened ? t.revealed : t.masked}
        actions={<LinkButton href={`/kontak/${contact.id}/persetujuan`}>{t.consent}</LinkButton>}
      >
        <Facts
          items={[
            { term: t.name, value: opened?.name ?? contact.name },
            { term: t.phone, value: (opened?.phone ?? contact.phone) || '–' },
            { term: t.email, value: (opened?.email ?? contact.email) || '–' },
            { term: t.since, value: formatDateTime(contact.createdAt, timeZone, lang) },
          ]}
        />
        {opened ? <Muted>{t.revealedNote}</Muted> : contact.restricted && <Tag tone="warning">{t.restricted}</Tag>}
        {!opened && !contact.restricted && (
          <Form {...of('buka')}>
            {reason}
            <Button>{t.reveal}</Button>
          </Form>
        )}
      </Card>
      <Details summary={t.correct} open={attempt?.form === 'perbaiki'}>
        <Form {...of('perbaiki')} autocomplete="off">
          <Field name="name" label={t.name} maxLength={120} autocomplete="off" />
          <Field name="phone" label={t.phone} type="tel" maxLength={40} optional autocomplete="off" />
          <Field name="email" label={t.email} type="email" maxLength={120} optional autocomplete="off" />
          {reason}
          <Button>{all.save}</Button>
        </Form>
      </Details>
      <Details summary={contact.restricted ? t.free : t.restrict} open={attempt?.form === 'batasi' || attempt?.form === 'lepas'}>
        <p>{t.restrictLead}</p>
        <Form {...of(contact.restricted ? 'lepas' : 'batasi')}>
          {reason}
          <Button variant="secondary">{contact.restricted ? t.free : t.restrict}</Button>
        </Form>
      </Details>
      <Details summary={t.erase} open={attempt?.form === 'hapus'}>
        <p>{t.eraseLead}</p>
        <Form {...of('hapus')}>
          {reason}
          <Button variant="danger">{t.erase}</Button>
        </Form>
      </Details>
    </StaffPage>
  );
}

interface ConsentProps {
  readonly contactId: string;
  readonly consent: {
    readonly text: string;
    readonly textVersion: number;
    readonly lang: 'id' | 'en';
    readonly method: 'web' | 'paper' | 'spoken';
    readonly givenAt: Date;
    readonly guardian: boolean;
    readonly withdrawnAt: Date | null;
  };
  readonly hash: string;
  /** Whether the text that is kept still has the hash that was kept with the consent. */
  readonly fits: boolean;
  /** The guardian as masks show them. */
  readonly guardian: string;
  readonly timeZone: string;
}

/** The proof of a consent (art. 24), for printing. */
export function ConsentPage({ contactId, consent, hash, fits, guardian, timeZone }: ConsentProps) {
  const { lang } = usePage();
  const all = texts[lang];
  const t = all.consent;
  return (
    <StaffPage
      title={t.title}
      crumbs={[
        { href: '/kontak', label: all.contacts.title },
        { href: `/kontak/${contactId}`, label: all.contacts.one },
      ]}
    >
      <Card>
        <Facts
          items={[
            { term: t.given, value: formatDateTime(consent.givenAt, timeZone, lang) },
            { term: t.method, value: t.methods[consent.method] },
            { term: t.version, value: consent.textVersion },
            { term: t.language, value: t.languages[consent.lang] },
            { term: t.guardian, value: consent.guardian ? guardian || t.guardianYes : t.guardianNone },
            { term: t.withdrawn, value: consent.withdrawnAt ? formatDateTime(consent.withdrawnAt, timeZone, lang) : t.standing },
            { term: t.hash, value: <code>{hash}</code>, gloss: fits ? t.hashFits : t.hashDiffers },
          ]}
        />
      </Card>
      <Card title={t.text}>
        <Lines text={consent.text} />
      </Card>
      <Muted>{all.print}</Muted>
    </StaffPage>
  );
}
