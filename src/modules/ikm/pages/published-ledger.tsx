import { formatInteger } from '../../../platform/i18n/index.ts';
import { Card, LinkButton, Muted, Row, Table, usePage } from '../../../platform/ui/index.ts';
import { exclusionWords } from '../../survey/index.ts';
import { countOf } from '../rules/ledger.ts';
import type { Snapshot } from '../rules/snapshot.ts';
import { ledgerTexts } from '../texts/ledger.ts';

/** The sum that n is: accepted answers less logged exclusions and erasures, as anybody can count them in the public ledger. */
export function LedgerCard({ snapshot, path }: { snapshot: Snapshot; path: string }) {
  const { lang } = usePage();
  const t = ledgerTexts[lang];
  const n = (value: number) => formatInteger(value, lang);
  const { ledger, breakdown } = snapshot;
  if (!ledger) {
    return (
      <Card title={t.title}>
        <p>{t.older}</p>
      </Card>
    );
  }
  const names = new Map(breakdown.services.map(({ ids, names: each }) => [ids.join(), each.join(', ')]));
  const rows = (ledger.lines ?? []).map(({ ids, ...counts }) => ({ name: names.get(ids.join()) ?? '', ...counts }));
  // Versions from before the two were told apart keep the sum that they were published with.
  const erased = ledger.reasons && countOf(ledger.reasons, 'erasure');
  const total = n(ledger.added - ledger.removed);
  return (
    <Card title={t.title}>
      <p>
        <strong>
          {erased === undefined
            ? t.sum(n(ledger.added), n(ledger.removed), total)
            : t.sumApart(n(ledger.added), n(ledger.removed - erased), n(erased), total)}
        </strong>
      </p>
      {ledger.apart && <ApartSum apart={ledger.apart} />}
      {snapshot.excluded && (
        <p>
          {t.excluded}:{' '}
          {snapshot.excluded.map(({ reason, n: count }) => `${exclusionWords(reason, lang)} ${n(count)}`).join(' · ')}.{' '}
          <a href="/cara-menghitung#dikeluarkan">{t.excludedList}</a>
        </p>
      )}
      {erased !== undefined && erased > 0 && <p>{t.erasedWhy}</p>}
      {snapshot.review && (
        <p>
          {t.review(
            n(snapshot.review.flagged),
            n(snapshot.review.accepted),
            n(snapshot.review.excluded),
            n(snapshot.review.waiting),
          )}{' '}
          <a href="/aturan-telaah">{t.reviewRules}</a>
        </p>
      )}
      <Muted>{t.lead(n(ledger.size))}</Muted>
      {rows.length > 0 ? (
        <Table
          caption={t.byService}
          cards
          columns={[
            { head: t.service, cell: ({ name }) => name, rowHeader: true },
            { head: t.added, cell: ({ added }) => n(added), numeric: true },
            { head: t.removed, cell: ({ removed, erased: gone = 0 }) => n(removed - gone), numeric: true },
            ...(erased === undefined
              ? []
              : [{ head: t.erased, cell: ({ erased: gone = 0 }: (typeof rows)[number]) => n(gone), numeric: true }]),
            { head: 'n', cell: ({ added, removed }) => n(added - removed), numeric: true },
          ]}
          rows={rows}
        />
      ) : (
        breakdown.services.length > 1 && <Muted>{t.oneLevelUp}</Muted>
      )}
      <Row>
        <LinkButton href={`/buku/${ledger.log}?hasil=${encodeURIComponent(path)}`}>{t.check}</LinkButton>
      </Row>
    </Card>
  );
}

/** What is beside n, as its own sum. */
function ApartSum({ apart }: { apart: NonNullable<NonNullable<Snapshot['ledger']>['apart']> }) {
  const { lang } = usePage();
  const n = (value: number) => formatInteger(value, lang);
  const erased = countOf(apart.reasons, 'erasure');
  return <p>{ledgerTexts[lang].apart(n(apart.added), n(apart.removed - erased), n(erased), n(apart.added - apart.removed))}</p>;
}
