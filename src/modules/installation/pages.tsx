/** The operator's pages. */
import type { AuditLine } from '../../platform/audit/index.ts';
import { auditWords, type Gone } from '../../platform/auth/index.ts';
import { formatDateTime, formatDecimal, formatInteger } from '../../platform/i18n/index.ts';
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
  StaffPage,
  Table,
  Tag,
  usePage,
} from '../../platform/ui/index.ts';
import type { OfficeCounts } from './rules.ts';
import { texts } from './texts.ts';

/** Offices lie in three zones; the operator's page has one. */
const zone = 'Asia/Jakarta';
const zones = ['WIB', 'WITA', 'WIT'] as const;
const hour = 3_600_000;
const gigabyte = 2 ** 30;

/** What `?kabar=` may say. */
export const news = ['ditangguhkan', 'dilanjutkan'] as const;

interface InstallationProps {
  readonly offices: readonly OfficeCounts[];
  readonly gone: readonly Gone[];
  readonly backup: Date | null;
  readonly versions: { readonly server: string; readonly schema: string };
  readonly jobs: { readonly waiting: number; readonly retrying: number; readonly failed: number };
  /** Bytes; null where the folder is not there. */
  readonly room: { readonly free: number; readonly whole: number } | null;
  readonly trail: readonly AuditLine[];
  readonly now: Date;
  readonly message?: (typeof news)[number] | undefined;
  readonly attempt?: { readonly values: Readonly<Record<string, string>>; readonly errors: FieldErrors };
}

function State({ office: { suspendedAt, erasedOn } }: { office: OfficeCounts }) {
  const { lang } = usePage();
  const t = texts[lang];
  return (
    <>
      {suspendedAt ? <Tag tone="warning">{t.suspended}</Tag> : !erasedOn && <Tag tone="success">{t.inUse}</Tag>}
      {erasedOn && <Tag tone="danger">{t.closing(formatDateTime(erasedOn, zone, lang))}</Tag>}
    </>
  );
}

function Offices({ offices }: { offices: readonly OfficeCounts[] }) {
  const { lang } = usePage();
  const t = texts[lang];
  const count = (value: number) => formatInteger(value, lang);
  if (offices.length === 0) return <EmptyState title={t.none}>{t.addLead}</EmptyState>;
  return (
    <Table
      caption={t.offices}
      rows={offices}
      columns={[
        {
          head: t.office,
          rowHeader: true,
          cell: ({ name, region }) => (
            <>
              {name}
              <br />
              <span class="muted">{region}</span>
            </>
          ),
        },
        { head: t.state, cell: (office) => <State office={office} /> },
        { head: t.units, numeric: true, cell: ({ units }) => count(units) },
        { head: t.services, numeric: true, cell: ({ services }) => count(services) },
        { head: t.answers, numeric: true, cell: ({ answers }) => count(answers) },
        { head: t.accounts, numeric: true, cell: ({ accounts }) => count(accounts) },
        {
          head: <span class="hidden">{t.suspend}</span>,
          cell: ({ id, name, suspendedAt }) =>
            suspendedAt ? (
              <PostButton action={`/instalasi/${id}/lanjutkan`}>
                {t.resume}
                <span class="hidden">: {name}</span>
              </PostButton>
            ) : (
              <a href={`/instalasi/${id}/tangguhkan`}>
                {t.suspend}
                <span class="hidden">: {name}</span>
              </a>
            ),
        },
      ]}
    />
  );
}

function Server({ backup, versions, jobs, room, now }: InstallationProps) {
  const { lang } = usePage();
  const t = texts[lang];
  const gigabytes = (bytes: number) => formatDecimal(bytes / gigabyte, lang, 1);
  const age = backup && formatInteger(Math.floor((now.getTime() - backup.getTime()) / hour), lang);
  return (
    <Card title={t.server}>
      <Facts
        items={[
          {
            term: t.backup,
            value: backup && age !== null ? t.backupAge(formatDateTime(backup, zone, lang), age) : t.backupNone,
          },
          { term: t.database, value: `PostgreSQL ${versions.server}, ${t.migration} ${versions.schema}` },
          {
            term: t.jobs,
            value: t.jobsIn(
              formatInteger(jobs.waiting, lang),
              formatInteger(jobs.retrying, lang),
              formatInteger(jobs.failed, lang),
            ),
          },
          ...(room ? [{ term: t.disk, value: t.diskIn(gigabytes(room.free), gigabytes(room.whole)) }] : []),
        ]}
      />
    </Card>
  );
}

function Trail({ trail, offices, gone }: Pick<InstallationProps, 'trail' | 'offices' | 'gone'>) {
  const { lang } = usePage();
  const t = texts[lang];
  const words: Readonly<Record<string, string>> = auditWords[lang];
  const names = new Map([
    ...offices.map(({ id, name }) => [id, name] as const),
    ...gone.map(({ tenantId, name }) => [tenantId, name] as const),
  ]);
  return (
    <Card title={t.trail}>
      <Table
        caption={t.trail}
        captionHidden
        rows={trail}
        empty={t.trailNone}
        columns={[
          { head: t.when, cell: ({ at }) => formatDateTime(at, zone, lang) },
          {
            head: t.what,
            rowHeader: true,
            cell: ({ action, targetId }) =>
              [words[action] ?? action, names.get(targetId ?? '')].filter((word) => word !== undefined).join(': '),
          },
          { head: t.reason, cell: ({ reason }) => reason ?? '' },
          { head: t.who, cell: ({ actorName }) => actorName },
        ]}
      />
    </Card>
  );
}

function AddOffice({ attempt }: Pick<InstallationProps, 'attempt'>) {
  const t = texts[usePage().lang];
  return (
    <Details summary={t.add} open={attempt !== undefined}>
      <p>{t.addLead}</p>
      <Form action="/instalasi" values={attempt?.values ?? { zone: 'WIB' }} errors={attempt?.errors}>
        <Field name="name" label={t.name} maxLength={200} autocomplete="off" />
        <Field name="region" label={t.region} maxLength={200} autocomplete="off" />
        <Radios name="zone" label={t.zone} inline options={zones.map((value) => ({ value, label: value }))} />
        <Field name="email" label={t.email} type="email" hint={t.emailHint} maxLength={200} autocomplete="off" />
        <Buttons>
          <Button>{t.add}</Button>
        </Buttons>
      </Form>
    </Details>
  );
}

/** Everything an operator sees. */
export function InstallationPage(props: InstallationProps) {
  const { lang } = usePage();
  const t = texts[lang];
  const { gone, message } = props;
  return (
    <StaffPage title={t.title}>
      <Lead>{t.lead}</Lead>
      {message && (
        <Notice tone="success" announce>
          <p>{message === 'ditangguhkan' ? t.suspendedNews : t.resumedNews}</p>
        </Notice>
      )}
      <Offices offices={props.offices} />
      <AddOffice attempt={props.attempt} />
      <Server {...props} />
      {gone.length > 0 && (
        <Card title={t.gone}>
          <Facts
            items={gone.map(({ name, begunAt, erasedAt }) => ({
              term: name,
              value: `${erasedAt ? t.erased : t.erasing} ${t.since(formatDateTime(erasedAt ?? begunAt, zone, lang))}`,
            }))}
          />
        </Card>
      )}
      <Trail {...props} />
    </StaffPage>
  );
}

/** Asked once more, with a reason, before people are shut out. */
export function SuspendPage({ office, errors }: { office: OfficeCounts; errors?: FieldErrors }) {
  const t = texts[usePage().lang];
  return (
    <StaffPage title={t.suspendTitle(office.name)} crumbs={[{ href: '/instalasi', label: t.title }]}>
      <Lead>{t.suspendLead}</Lead>
      <Form action={`/instalasi/${office.id}/tangguhkan`} errors={errors}>
        <Field name="reason" label={t.reason} hint={t.reasonHint} maxLength={500} autocomplete="off" />
        <Buttons>
          <Button variant="danger">{t.suspend}</Button>
          <LinkButton href="/instalasi">{t.back}</LinkButton>
        </Buttons>
      </Form>
    </StaffPage>
  );
}

/** The link for the new office's administrator, shown once. */
export function AddedPage({ link, email }: { link: string; email: string }) {
  const t = texts[usePage().lang];
  return (
    <StaffPage title={t.added} crumbs={[{ href: '/instalasi', label: t.title }]}>
      <Card>
        <p>
          <code class="wrap-anywhere">{link}</code>
        </p>
        <Muted>{t.addedLead(email)}</Muted>
        <Buttons>
          <LinkButton href="/instalasi">{t.back}</LinkButton>
        </Buttons>
      </Card>
    </StaffPage>
  );
}
