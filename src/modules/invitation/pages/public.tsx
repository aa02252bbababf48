/** What people see who open a link that opens no form, and who do not want to be asked again. */
import { Button, Card, LinkButton, PublicPage, usePage } from '../../../platform/ui/index.ts';
import { publicTexts } from '../texts/public.ts';

interface StoppedProps {
  readonly kind: 'forged' | 'unknown' | 'used' | 'expired' | 'closed';
  /** Something was sent and not stored. */
  readonly sent: boolean;
  /** The public form of the same service; null where there is none. */
  readonly form: string | null;
}

export function StoppedPage({ kind, sent, form }: StoppedProps) {
  const t = publicTexts[usePage().lang];
  const words = t.stopped[kind];
  return (
    <PublicPage title={sent && kind === 'used' ? t.usedBefore : words.title} narrow>
      <Card>
        {sent && <p>{t.sent}</p>}
        <p>{words.body}</p>
        {form !== null && kind !== 'used' && (
          <>
            <p>{t.anyway}</p>
            <p>
              <LinkButton href={form}>{t.toForm}</LinkButton>
            </p>
          </>
        )}
        <p>
          <a href="/ikm">{t.results}</a>
        </p>
      </Card>
    </PublicPage>
  );
}

/** `state` `ask`: one press away; nothing happens by opening the page, which a mail program may do by itself. */
export function StopPage({ state, office, action }: { state: 'ask' | 'done' | 'wrong'; office: string; action: string }) {
  const t = publicTexts[usePage().lang].stop;
  if (state === 'wrong')
    return (
      <PublicPage title={t.wrong} narrow>
        <Card>
          <p>{t.wrongBody}</p>
        </Card>
      </PublicPage>
    );
  if (state === 'done')
    return (
      <PublicPage title={t.done} narrow>
        <Card>
          <p>{t.doneBody}</p>
          <p>{t.how}</p>
        </Card>
      </PublicPage>
    );
  return (
    <PublicPage title={t.title} kicker={office} narrow>
      <Card>
        <p>{t.lead(office)}</p>
        <p>{t.how}</p>
        <form method="post" action={action}>
          <Button>{t.button}</Button>
        </form>
      </Card>
    </PublicPage>
  );
}
