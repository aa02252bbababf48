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
  type PageOf,
  Pager,
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

/** An office in the list of many: its newest figure as a whole, or null where only its units have published. */
export interface ListedOffice {
  readonly name: string;
  /** The list of its units; null where no unit is the office itself. */
  readonly href: string | null;
  readonly whole: PublishedLine | null;
}

interface PublishedListProps {
  readonly offices: readonly PublishedOffice[];
  readonly search: string;
  /** One office was asked for. */
  readonly one: boolean;
  /** Every period is shown, not only the newest of each unit. */
  readonly everyPeriod: boolean;
  /** Lines on all pages. */
  readonly total: number;
  readonly place: PageOf;
  readonly hrefOf: (everyPeriod: boolean, page: number) => string;
}

const anchorOf = (index: number): string => `instansi-${index + 1}`;

/** The landing page for citizens: the published results of this installation, office by office. */
export function PublishedListPage({ offices, search, one, everyPeriod, total, place, hrefOf }: PublishedListProps) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
  const some = search !== '' || one;
  return (
    <PublicPage title={t.list} kicker={t.heading} lead={t.listLead}>
      {(offices.length > 0 || some) && <Search search={search} />}
      {offices.length === 0 && (
        <EmptyState
          title={search ? t.noMatch(search) : t.none}
          action={some ? <LinkButton href="/ikm">{t.all}</LinkButton> : undefined}
        >
          <p>{search ? t.noMatchText : t.noneText}</p>
        </EmptyState>
      )}
      {place.pages > 1 && <Muted>{t.results(formatInteger(total, lang))}</Muted>}
      {offices.length > 1 && place.pages === 1 && (
        <nav aria-label={t.offices}>
          <ul class="plain-list">
            {offices.map(({ name, lines }, index) => (
              <li key={index}>
                <a href={`#${anchorOf(index)}`}>{name}</a>{' '}
                <span class="muted">{t.results(formatInteger(lines.length, lang))}</span>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {offices.map((office, index) => (
        <OfficeCard key={index} office={office} id={anchorOf(index)} />
      ))}
      <Pager {...place} href={(page) => hrefOf(everyPeriod, page)} />
      <Row>
        {some && offices.length > 0 && (
          <LinkButton href="/ikm" variant="quiet">
            {t.all}
          </LinkButton>
        )}
        {offices.length > 0 && (
          <LinkButton href={hrefOf(!everyPeriod, 1)} variant="quiet">
            {everyPeriod ? t.newestOnly : t.everyPeriod}
          </LinkButton>
        )}
        <OtherLists />
      </Row>
    </PublicPage>
  );
}

interface PublishedOfficesProps {
  readonly offices: readonly ListedOffice[];
  /** Offices on all pages. */
  readonly total: number;
  readonly place: PageOf;
  readonly hrefOf: (page: number) => string;
}

/** The landing page where the offices are many: a line for each, its units one step further. */
export function PublishedOfficesPage({ offices, total, place, hrefOf }: PublishedOfficesProps) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
  return (
    <PublicPage title={t.list} kicker={t.heading} lead={t.officesLead}>
      <Search search="" />
      <Muted>{t.officesTotal(formatInteger(total, lang))}</Muted>
      <Table
        caption={t.offices}
        captionHidden
        columns={[
          {
            head: t.office,
            rowHeader: true,
            cell: ({ name, href, whole }) => (
              <>
                {href === null ? name : <a href={href}>{name}</a>}{' '}
                <span class="muted">
                  {whole ? `${whole.periodName} · ${t.people(formatInteger(whole.respondents, lang))}` : t.byUnit}
                </span>
              </>
            ),
          },
          { head: t.ikm, narrow: true, cell: ({ whole }) => (whole ? <Figure line={whole} /> : t.dash) },
        ]}
        rows={offices}
      />
      <Pager {...place} href={hrefOf} />
      <Row>
        <OtherLists />
      </Row>
    </PublicPage>
  );
}

function Search({ search }: { search: string }) {
  const t = publishedTexts[usePage().lang];
  return (
    <Form action="/ikm" method="get" values={{ q: search }}>
      <Field name="q" label={t.search} type="search" maxLength={100} optional />
      <Button variant="secondary">{t.searchButton}</Button>
    </Form>
  );
}

function OtherLists() {
  const { lang } = usePage();
  return (
    <>
      <LinkButton href="/peringkat" variant="quiet">
        {rankingTexts[lang].title}
      </LinkButton>
      <LinkButton href="/periksa" variant="quiet">
        {auditTexts[lang].title}
      </LinkButton>
      <LinkButton href="/buku" variant="quiet">
        {ledgerTexts[lang].book}
      </LinkButton>
    </>
  );
}

function Figure({ line: { ikm, mutu } }: { line: PublishedLine }) {
  const { lang } = usePage();
  return (
    <>
      <strong>{formatDecimal(ikm, lang)}</strong> <MutuBadge size="sm" mutu={mutu} word={words[lang].mutuWord[mutu]} />
    </>
  );
}

/** One office: its period is said once where all its results are of the same. */
function OfficeCard({ office: { name, lines }, id }: { office: PublishedOffice; id: string }) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
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
            cell: (line) => <Figure line={line} />,
          },
        ]}
        rows={lines}
      />
    </Card>
  );
}
