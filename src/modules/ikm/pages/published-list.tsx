import { formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Card,
  EmptyState,
  Field,
  Form,
  LinkButton,
  Muted,
  MutuBadge,
  PublicPage,
  Row,
  Table,
  usePage,
} from '../../../platform/ui/index.ts';
import type { Snapshot } from '../rules/snapshot.ts';
import { auditTexts } from '../texts/audit.ts';
import { ledgerTexts } from '../texts/ledger.ts';
import { publishedTexts } from '../texts/published.ts';
import { rankingTexts } from '../texts/ranking.ts';
import { words } from '../texts/words.ts';

export interface PublishedLine {
  readonly id: string;
  readonly href: string;
  readonly unitName: string;
  readonly periodCode: string;
  readonly periodName: string;
  readonly ikm: string;
  readonly mutu: Snapshot['mutu'];
  readonly respondents: number;
}

/** An office with what it has published, in the order of reading. */
export interface PublishedOffice {
  readonly name: string;
  readonly lines: readonly PublishedLine[];
}

interface PublishedListProps {
  readonly offices: readonly PublishedOffice[];
  readonly search: string;
  /** Every period is shown, not only the newest of each unit. */
  readonly everyPeriod: boolean;
}

const anchorOf = (index: number): string => `instansi-${index + 1}`;

/** The landing page for citizens: the published results of this installation, office by office. */
export function PublishedListPage({ offices, search, everyPeriod }: PublishedListProps) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
  const href = (all: boolean) => {
    const query = new URLSearchParams({ ...(search === '' ? {} : { q: search }), ...(all ? { semua: '1' } : {}) });
    return query.size > 0 ? `/ikm?${query}` : '/ikm';
  };
  return (
    <PublicPage title={t.list} kicker={t.heading} lead={t.listLead}>
      {(offices.length > 0 || search !== '') && (
        <Form action="/ikm" method="get" values={{ q: search }}>
          <Field name="q" label={t.search} type="search" optional />
          <Button variant="secondary">{t.searchButton}</Button>
        </Form>
      )}
      {offices.length === 0 && (
        <EmptyState
          title={search ? t.noMatch(search) : t.none}
          action={search ? <LinkButton href="/ikm">{t.all}</LinkButton> : undefined}
        >
          <p>{search ? t.noMatchText : t.noneText}</p>
        </EmptyState>
      )}
      {offices.length > 1 && (
        <nav aria-label={t.offices}>
          <ul class="plain-list">
            {offices.map(({ name, lines }, index) => (
              <li key={name}>
                <a href={`#${anchorOf(index)}`}>{name}</a>{' '}
                <span class="muted">{t.results(formatInteger(lines.length, lang))}</span>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {offices.map((office, index) => (
        <OfficeCard key={office.name} office={office} id={anchorOf(index)} />
      ))}
      <Row>
        {offices.length > 0 && (
          <LinkButton href={href(!everyPeriod)} variant="quiet">
            {everyPeriod ? t.newestOnly : t.everyPeriod}
          </LinkButton>
        )}
        <LinkButton href="/peringkat" variant="quiet">
          {rankingTexts[lang].title}
        </LinkButton>
        <LinkButton href="/periksa" variant="quiet">
          {auditTexts[lang].title}
        </LinkButton>
        <LinkButton href="/buku" variant="quiet">
          {ledgerTexts[lang].book}
        </LinkButton>
      </Row>
    </PublicPage>
  );
}

/** One office: its period is said once where all its results are of the same. */
function OfficeCard({ office: { name, lines }, id }: { office: PublishedOffice; id: string }) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
  const w = words[lang];
  const [first] = lines;
  const samePeriod = lines.every(({ periodCode }) => periodCode === first?.periodCode);
  return (
    <Card title={name} id={id}>
      {samePeriod && first && <Muted>{first.periodName}</Muted>}
      <Table
        caption={`${t.list}: ${name}`}
        captionHidden
        columns={[
          {
            head: t.unit,
            rowHeader: true,
            // Few columns, so that a phone has room for long names.
            cell: ({ href, unitName, periodName, respondents }) => (
              <>
                <a href={href}>
                  {unitName}
                  {samePeriod && <span class="hidden">: {periodName}</span>}
                </a>{' '}
                <span class="muted">
                  {samePeriod ? '' : `${periodName} · `}
                  {t.people(formatInteger(respondents, lang))}
                </span>
              </>
            ),
          },
          {
            head: t.ikm,
            narrow: true,
            cell: ({ ikm, mutu }) => (
              <>
                <strong>{formatDecimal(ikm, lang)}</strong> <MutuBadge size="sm" mutu={mutu} word={w.mutuWord[mutu]} />
              </>
            ),
          },
        ]}
        rows={lines}
      />
    </Card>
  );
}
