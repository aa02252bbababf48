import { formatDateTime } from '../i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  EmptyState,
  Form,
  Lead,
  LinkButton,
  Notice as Message,
  Muted,
  Pager,
  PostButton,
  Radios,
  Row,
  StaffPage,
  Tag,
  usePage,
} from '../ui/index.ts';
import { keptRead } from './jobs.ts';
import { type MailChoice, mailChoices, type NoticeKind, type NoticeWords } from './kinds.ts';
import type { Notice } from './store.ts';
import { noticeTexts } from './texts.ts';

export interface InboxLine extends Pick<Notice, 'id' | 'madeAt' | 'readAt'> {
  readonly words: NoticeWords;
}

interface InboxProps {
  readonly lines: readonly InboxLine[];
  readonly unread: number;
  readonly page: number;
  readonly pages: number;
  readonly timeZone: string;
}

/** What somebody is told: unread first. */
export function InboxPage({ lines, unread, page, pages, timeZone }: InboxProps) {
  const { lang } = usePage();
  const t = noticeTexts[lang];
  return (
    <StaffPage title={t.title} actions={<LinkButton href="/akun/pemberitahuan">{t.settings}</LinkButton>}>
      {lines.length === 0 ? (
        <EmptyState title={t.empty}>{t.emptyText}</EmptyState>
      ) : (
        <>
          <Lead>{t.lead}</Lead>
          {unread > 0 && (
            <Buttons>
              <PostButton action="/pemberitahuan/baca-semua">{t.readAll}</PostButton>
            </Buttons>
          )}
          <ul class="plain-list">
            {lines.map(({ id, words, madeAt, readAt }) => (
              <li key={id}>
                <Card>
                  <div>
                    <strong>{words.title}</strong> {readAt === null && <Tag tone="info">{t.unread}</Tag>}
                  </div>
                  {words.text.split('\n').map((line) => line !== '' && <p key={line}>{line}</p>)}
                  <Row apart>
                    <span class="muted">{formatDateTime(madeAt, timeZone, lang)}</span>
                    <PostButton action={`/pemberitahuan/${id}/buka`}>
                      {t.open}
                      <span class="hidden">: {words.title}</span>
                    </PostButton>
                  </Row>
                </Card>
              </li>
            ))}
          </ul>
          <Pager page={page} pages={pages} href={(n) => `/pemberitahuan?halaman=${n}`} />
          <Muted>{t.kept(keptRead)}</Muted>
        </>
      )}
    </StaffPage>
  );
}

interface SettingsProps {
  readonly kinds: readonly NoticeKind[];
  readonly chosen: ReadonlyMap<string, MailChoice>;
  readonly lang: 'id' | 'en';
  readonly email: string;
  /** Whether this installation sends e-mail at all. */
  readonly mails: boolean;
  /** Whether the address is known to be theirs; nothing is mailed to any other. */
  readonly proved: boolean;
  readonly saved: boolean;
}

/** How one wants to be told. */
export function SettingsPage({ kinds, chosen, lang: mailLang, email, mails, proved, saved }: SettingsProps) {
  const { lang } = usePage();
  const t = noticeTexts[lang];
  return (
    <StaffPage title={t.settingsTitle}>
      {saved && (
        <Message tone="success" announce>
          <p>{t.saved}</p>
        </Message>
      )}
      <Lead>{t.settingsLead}</Lead>
      {mails && proved && <Muted>{t.mailTo(email)}</Muted>}
      {!mails && (
        <Message tone="warning">
          <p>{t.mailOff}</p>
        </Message>
      )}
      {mails && !proved && (
        <Message tone="warning">
          <p>
            {t.unproved(email)} <a href="/akun">{t.prove}</a>
          </p>
        </Message>
      )}
      {kinds.length === 0 ? (
        <p>{t.noKinds}</p>
      ) : (
        <Form action="/akun/pemberitahuan">
          <Card>
            {kinds.map(({ name, label, trigger, defaultMail }) => (
              <Radios
                key={name}
                name={name}
                label={label(lang)}
                hint={trigger(lang)}
                inline
                value={chosen.get(name) ?? defaultMail}
                options={mailChoices.map((value) => ({ value, label: t.choices[value] }))}
              />
            ))}
            <Muted>{t.dailyHint}</Muted>
          </Card>
          <Card>
            <Radios
              name="lang"
              label={t.lang}
              inline
              value={mailLang}
              options={[
                { value: 'id', label: t.langs.id },
                { value: 'en', label: t.langs.en },
              ]}
            />
          </Card>
          <Buttons>
            <Button>{t.save}</Button>
          </Buttons>
        </Form>
      )}
    </StaffPage>
  );
}
