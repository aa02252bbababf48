/** What the office decides: settings, text of consent, retention. */
import { formatDateTime, formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Checkbox,
  Details,
  Field,
  Form,
  Grid,
  Heading,
  Hidden,
  Lead,
  LinkButton,
  Muted,
  Notice,
  PostButton,
  StaffPage,
  Table,
  usePage,
} from '../../../platform/ui/index.ts';
import type { ConsentText } from '../law/consent-texts.ts';
import { officeTexts } from '../texts/office.ts';
import { texts } from '../texts/screens.ts';
import { type Attempt, Lines, useErrors } from './parts.tsx';

export const home = '/kelola/data-pribadi';

function News({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <Notice tone="success" announce>
      <p>{text}</p>
    </Notice>
  );
}

interface SettingsProps {
  readonly attempt: Attempt;
  readonly keys: { readonly since: Date | null; readonly moving: boolean; readonly destroyed: number };
  readonly timeZone: string;
  readonly news?: 'saved' | 'replaced' | undefined;
}

export function SettingsPage({ attempt, keys, timeZone, news }: SettingsProps) {
  const { lang } = usePage();
  const all = texts[lang];
  const t = officeTexts[lang].settings;
  const pages = [
    ['catatan', t.record, t.recordLead],
    ['dampak', t.assessment, t.assessmentLead],
    ['naskah', t.text, t.textLead],
    ['retensi', t.retention, t.retentionLead],
    ['kebocoran', t.breaches, t.breachesLead],
  ] as const;
  return (
    <StaffPage title={t.title}>
      <News text={news === undefined ? undefined : news === 'saved' ? all.saved : t.replaced} />
      <Lead>{t.lead}</Lead>
      <Grid>
        {pages.map(([path, title, lead]) => (
          <Card key={path}>
            <Heading level={2}>
              <a href={`${home}/${path}`}>{title}</a>
            </Heading>
            <Muted>{lead}</Muted>
          </Card>
        ))}
      </Grid>
      <Card title={t.settings}>
        <Form action={home} values={attempt.values} errors={useErrors(attempt)}>
          <Field name="age_limit" label={t.ageLimit} hint={t.ageHint} type="number" width="xs" />
          <Checkbox name="contact_offered" label={t.offered} />
          <Field name="officer" label={t.officer} hint={t.officerHint} type="textarea" rows={3} maxLength={500} optional />
          <Field name="notice_to" label={t.noticeTo} hint={t.noticeHint} type="textarea" rows={3} maxLength={500} optional />
          <Button>{all.save}</Button>
        </Form>
      </Card>
      <Card title={t.keys}>
        <p>{t.keysLead}</p>
        {keys.since ? (
          <>
            <p>{keys.moving ? t.keysMoving : t.keyOf(formatDateTime(keys.since, timeZone, lang))}</p>
            {keys.destroyed > 0 && <Muted>{t.keysDestroyed(formatInteger(keys.destroyed, lang))}</Muted>}
            {!keys.moving && <PostButton action={`${home}/kunci`}>{t.replace}</PostButton>}
          </>
        ) : (
          <Muted>{t.keysNone}</Muted>
        )}
      </Card>
    </StaffPage>
  );
}

export interface VersionLine {
  readonly version: number;
  readonly text: ConsentText;
  readonly createdAt: Date | null;
  readonly createdBy: string;
}

interface TextProps {
  readonly attempt: Attempt;
  /** The newest first. */
  readonly versions: readonly VersionLine[];
  readonly timeZone: string;
  readonly saved: boolean;
}

export function TextPage({ attempt, versions, timeZone, saved }: TextProps) {
  const { lang } = usePage();
  const all = texts[lang];
  const t = officeTexts[lang].text;
  const [current, ...earlier] = versions;
  const origin = ({ createdAt, createdBy }: VersionLine) =>
    createdBy === '' || !createdAt ? t.delivered : t.by(createdBy, formatDateTime(createdAt, timeZone, lang));
  return (
    <StaffPage title={t.title} crumbs={[{ href: home, label: all.title }]}>
      <News text={saved ? all.saved : undefined} />
      <Lead>{t.lead}</Lead>
      {current && (
        <Card title={`${t.now}: ${t.version(String(current.version))}`} footer={origin(current)}>
          <Lines text={current.text[lang]} />
        </Card>
      )}
      <Card>
        <Form action={`${home}/naskah`} values={attempt.values} errors={useErrors(attempt)}>
          <Field name="body_id" label={t.bodyId} hint={t.hint} type="textarea" rows={8} maxLength={4000} />
          <Field name="body_en" label={t.bodyEn} type="textarea" rows={8} maxLength={4000} />
          <Button>{t.put}</Button>
        </Form>
      </Card>
      {earlier.length > 0 && <Heading>{t.earlier}</Heading>}
      {earlier.map((one) => (
        <Details key={one.version} summary={`${t.version(String(one.version))} · ${origin(one)}`}>
          <Lines text={one.text[lang]} />
        </Details>
      ))}
    </StaffPage>
  );
}

export interface RetentionLine {
  readonly purpose: string;
  readonly title: string;
  readonly days: number | null;
  readonly note: string;
  readonly confirmed: { readonly at: Date; readonly by: string } | null;
  readonly runAt: Date | null;
}

export function RetentionListPage({ lines, timeZone }: { lines: readonly RetentionLine[]; timeZone: string }) {
  const { lang } = usePage();
  const all = texts[lang];
  const t = officeTexts[lang].retention;
  const state = ({ days, confirmed, runAt }: RetentionLine) => {
    if (days === null) return '–';
    if (!confirmed) return t.waiting;
    return `${t.running}${runAt ? `, ${t.last(formatDateTime(runAt, timeZone, lang))}` : ''}`;
  };
  return (
    <StaffPage title={t.title} crumbs={[{ href: home, label: all.title }]}>
      <Lead>{t.lead}</Lead>
      <Table
        caption={t.title}
        captionHidden
        rows={lines}
        columns={[
          { head: t.purpose, rowHeader: true, cell: (one) => <a href={`${home}/retensi/${one.purpose}`}>{one.title}</a> },
          { head: t.days, cell: (one) => (one.days === null ? t.keep : formatInteger(one.days, lang)) },
          { head: t.state, cell: state },
        ]}
      />
    </StaffPage>
  );
}

interface RetentionProps {
  readonly line: RetentionLine;
  readonly due: {
    readonly count: number;
    readonly before: Date;
    readonly first: readonly { readonly id: string; readonly at: Date }[];
  } | null;
  readonly attempt: Attempt;
  readonly timeZone: string;
  readonly news?: 'saved' | 'started' | undefined;
}

/** One purpose: its days, and what they would erase, before anything is. */
export function RetentionPage({ line, due, attempt, timeZone, news }: RetentionProps) {
  const { lang } = usePage();
  const all = texts[lang];
  const t = officeTexts[lang].retention;
  const path = `${home}/retensi/${line.purpose}`;
  return (
    <StaffPage
      title={line.title}
      crumbs={[
        { href: home, label: all.title },
        { href: `${home}/retensi`, label: t.title },
      ]}
    >
      <News text={news === undefined ? undefined : news === 'saved' ? all.saved : t.started} />
      <Card title={t.change}>
        <Form action={path} values={attempt.values} errors={useErrors(attempt)}>
          <Field name="days" label={t.daysLabel} hint={t.daysHint} type="number" width="sm" optional />
          <Field name="note" label={t.note} hint={t.noteHint} maxLength={500} optional />
          <Button>{all.save}</Button>
        </Form>
      </Card>
      {due && line.days !== null && (
        <Card title={t.list}>
          <p>
            {due.count === 0
              ? t.listNone
              : t.listLead(formatInteger(due.count, lang), formatDateTime(due.before, timeZone, lang))}
          </p>
          {due.first.length > 0 && (
            <Table
              caption={t.listFirst}
              rows={due.first}
              compact
              columns={[
                { head: t.entry, rowHeader: true, cell: (one) => <code>{one.id}</code> },
                { head: t.from, cell: (one) => formatDateTime(one.at, timeZone, lang) },
              ]}
            />
          )}
          {line.confirmed ? (
            <Muted>{t.confirmed(line.confirmed.by, formatDateTime(line.confirmed.at, timeZone, lang))}</Muted>
          ) : (
            <Form action={`${path}/jalankan`} prefix="jalankan">
              <Hidden name="days" value={line.days} />
              <p>{t.startLead}</p>
              <Buttons>
                <Button variant="danger">{t.start}</Button>
                <LinkButton href={`${home}/retensi`} variant="quiet">
                  {all.cancel}
                </LinkButton>
              </Buttons>
            </Form>
          )}
        </Card>
      )}
    </StaffPage>
  );
}
