import {
  Button,
  Buttons,
  Card,
  Field,
  Form,
  LinkButton,
  Notice,
  PlainPage,
  PostButton,
  QrCode,
  usePage,
} from '../../../platform/ui/index.ts';
import type { Step } from '../rules.ts';
import { texts } from '../texts.ts';
import { HostNotice } from './parts.tsx';

interface WelcomeProps {
  /** An unfinished wizard: its office and the step to go on with. */
  begun: { readonly name: string; readonly step: Step } | null;
  /** The demonstration has its own embedded database, so a server with DATABASE_URL only tells how to run it. */
  demoByCommand: boolean;
}

/** The very first page. */
export function WelcomePage({ begun, demoByCommand }: WelcomeProps) {
  const t = texts[usePage().lang];
  return (
    <PlainPage title={t.welcome} lead={t.welcomeLead}>
      <Card title={t.ownTitle}>
        <p>{begun ? t.ownGoOnLead(begun.name) : t.ownLead}</p>
        <Buttons>
          {begun && (
            <LinkButton href={`/siapkan/${begun.step}`} variant="primary">
              {t.ownGoOn(t.steps[begun.step])}
            </LinkButton>
          )}
          {!begun && (
            <LinkButton href="/siapkan/instansi" variant="primary">
              {t.ownDo}
            </LinkButton>
          )}
        </Buttons>
      </Card>
      <Card title={t.demoTitle}>
        <p>{t.demoLead}</p>
        {demoByCommand ? (
          <p>
            {t.demoCommandLead} <code>SUARA_DEMO=1 npm start</code>
          </p>
        ) : (
          <PostButton action="/peraga/mulai">{t.demoDo}</PostButton>
        )}
      </Card>
    </PlainPage>
  );
}

/** Asked of whoever comes from another device. */
export function CodePage({ wrong }: { wrong: boolean }) {
  const t = texts[usePage().lang];
  return (
    <PlainPage title={t.codeTitle} lead={t.codeLead}>
      <Form action="/siapkan/kode" errors={wrong ? { kode: t.codeWrong } : {}} autocomplete="off">
        <Field
          name="kode"
          label={t.code}
          hint={t.codeHint}
          type="number"
          width="md"
          autocomplete="one-time-code"
          maxLength={20}
        />
        <Buttons>
          <Button>{t.codeDo}</Button>
        </Buttons>
      </Form>
    </PlainPage>
  );
}

/** While the demonstration is being made. The page asks again by itself (a Refresh header), and works by hand too. */
export function DemoPage({ failed }: { failed: boolean }) {
  const t = texts[usePage().lang];
  return (
    <PlainPage title={failed ? t.demoFailed : t.demoWait} lead={failed ? t.demoFailedLead : t.demoWaitLead}>
      <Buttons>
        {failed ? (
          <PostButton action="/peraga/mulai">{t.demoDo}</PostButton>
        ) : (
          <LinkButton href="/peraga/mulai">{t.demoWaitDo}</LinkButton>
        )}
        {failed && (
          <LinkButton href="/siapkan" variant="quiet">
            {t.back}
          </LinkButton>
        )}
      </Buttons>
    </PlainPage>
  );
}

interface DoneProps {
  office: string;
  email: string;
  services: number;
  code: string;
  /** Never a loopback address; null when none was given. */
  publicUrl: string | null;
  /** The server listens to its own machine only. */
  unheard: boolean;
}

/** The office exists: sign in, try, print. */
export function DonePage({ office, email, services, code, publicUrl, unheard }: DoneProps) {
  const t = texts[usePage().lang];
  return (
    <PlainPage title={t.doneTitle} lead={t.doneLead(office, services)}>
      <p>{t.doneAs(email)}</p>
      <Buttons>
        <LinkButton href="/masuk" variant="primary">
          {t.doneSignIn}
        </LinkButton>
      </Buttons>
      {publicUrl !== null && unheard && <HostNotice />}
      {publicUrl === null ? (
        <Notice tone="warning" title={t.doneNoQr}>
          <p>{t.doneNoQrLead}</p>
          <p>
            <a href="/kelola/instansi">{t.addressTitle}</a>
          </p>
        </Notice>
      ) : (
        <>
          <Card title={t.doneTry}>
            <p>{t.doneTryLead}</p>
            <QrCode url={`${publicUrl}/s/${code}`} />
          </Card>
          <Card title={t.donePrint}>
            <p>{t.donePrintLead}</p>
            <Buttons>
              <LinkButton href={`/kode/${code}/poster`}>{t.donePoster}</LinkButton>
              <LinkButton href="/kode">{t.donePosters}</LinkButton>
            </Buttons>
          </Card>
        </>
      )}
    </PlainPage>
  );
}
