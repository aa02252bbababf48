import { formatDateTime, formatInteger } from '../i18n/index.ts';
import { useHead } from '../ui/context.ts';
import {
  Button,
  Buttons,
  Card,
  Details,
  EmptyState,
  Facts,
  Field,
  Form,
  LinkButton,
  Muted,
  Notice,
  type PageOf,
  Pager,
  PublicPage,
  Table,
  usePage,
} from '../ui/index.ts';
import { ledgerTexts } from './texts.ts';

export interface LedgerLine {
  readonly href: string;
  readonly name: string;
  readonly size: number;
}

interface LedgerListProps {
  readonly logs: readonly LedgerLine[];
  readonly place: PageOf;
  readonly hrefOf: (page: number) => string;
}

/** The ledgers of this installation. */
export function LedgerListPage({ logs, place, hrefOf }: LedgerListProps) {
  const { lang } = usePage();
  const t = ledgerTexts[lang];
  return (
    <PublicPage title={t.title} kicker={t.kicker} lead={t.listLead}>
      {logs.length === 0 ? (
        <EmptyState title={t.none}>
          <p>{t.noneText}</p>
        </EmptyState>
      ) : (
        <Card>
          <ul class="plain-list">
            {logs.map(({ href, name, size }) => (
              <li key={href}>
                <a href={href}>{name}</a> <span class="muted">{t.leaves(formatInteger(size, lang))}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Pager {...place} href={hrefOf} />
    </PublicPage>
  );
}

export interface LedgerView {
  readonly office: string;
  readonly timeZone: string;
  /** Its address without an origin, and with it. */
  readonly base: string;
  readonly url: string;
  readonly key: string | null;
  readonly head: { readonly size: number; readonly root: string; readonly signedAt: Date; readonly note: string } | null;
  /** A leaf to be proved, as a receipt's link names it. */
  readonly leaf: { readonly position: string; readonly hash: string };
  /** The address of a published result as JSON whose sum is to be checked; empty where none is. */
  readonly result: string;
}

/** One office's ledger: its head, the check in the browser, and how to check without us. */
export function LedgerPage({ view }: { view: LedgerView }) {
  const { lang, assets } = usePage();
  const t = ledgerTexts[lang];
  useHead().islands.add('ledger');
  const { head, leaf } = view;
  return (
    <PublicPage title={t.titleOf(view.office)} kicker={t.kicker} lead={t.lead}>
      {head === null || view.key === null ? (
        <Notice title={t.title}>
          <p>{t.empty}</p>
        </Notice>
      ) : (
        <>
          <Card title={t.head}>
            <Facts
              items={[
                { term: t.size, value: formatInteger(head.size, lang) },
                { term: t.root, value: <code>{head.root}</code> },
                { term: t.signedAt, value: formatDateTime(head.signedAt, view.timeZone, lang) },
                { term: t.key, value: <code>{view.key}</code>, gloss: t.keyGloss },
              ]}
            />
            <Details summary={t.note}>
              <p>{t.noteLead}</p>
              <pre>{head.note}</pre>
            </Details>
          </Card>
          <Card title={t.checkTitle}>
            <p>{t.checkLead}</p>
            <noscript>
              <p>{t.needsScript}</p>
            </noscript>
            {view.result !== '' && (
              <p>
                {t.resultWanted} <a href={view.result}>{view.result}</a>
              </p>
            )}
            <div
              data-module="ledger"
              data-base={view.base}
              data-position={leaf.position}
              data-leaf={leaf.hash}
              data-result={view.result}
              hidden
            >
              <Field name="kepala" label={t.kept} hint={t.keptHint} type="textarea" rows={5} spellcheck={false} optional />
              <Buttons>
                <Button type="button">{t.checkAll}</Button>
              </Buttons>
              <p role="status" />
              <ul class="plain-list" />
            </div>
          </Card>
          <Card title={t.receiptTitle}>
            <p>{t.receiptLead}</p>
            <Form action={view.base} method="get" prefix="b" values={{ daun: leaf.position, sidik: leaf.hash }}>
              <Field name="daun" label={t.position} type="number" width="sm" optional />
              <Field name="sidik" label={t.leafHash} spellcheck={false} autocomplete="off" optional />
              <Button variant="secondary">{t.checkReceipt}</Button>
            </Form>
          </Card>
        </>
      )}
      <Card title={t.dataTitle}>
        <p>{t.dataLead}</p>
        <LinkButton href={assets('ledger-verifier.mjs')} download="periksa-buku.mjs">
          {t.download}
        </LinkButton>
        <pre>{`node periksa-buku.mjs ${view.url} --ingat buku.json`}</pre>
        <Muted>{t.commandGloss}</Muted>
        <Details summary={t.addresses}>
          <Table
            caption={t.addresses}
            captionHidden
            columns={[
              { head: t.addresses, cell: ([path]) => <code>{`${view.base}/${path}`}</code>, rowHeader: true },
              { head: t.addressHolds, cell: ([, words]) => words },
            ]}
            rows={[
              ['kepala.txt', t.addressHead],
              ['kunci.txt', t.addressKey],
              ['isi/0.txt', t.addressEntries],
              ['petak/0/0', t.addressTile],
              ['bukti/0.json', t.addressProof],
              ['lanjutan/1.json', t.addressConsistency],
              ['jumlah.json', t.addressSums],
            ]}
          />
        </Details>
      </Card>
    </PublicPage>
  );
}
