import { formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Card,
  EmptyState,
  Field,
  Form,
  LinkButton,
  MutuBadge,
  PublicPage,
  Row,
  Table,
  usePage,
} from '../../../platform/ui/index.ts';
import type { Snapshot } from '../rules/snapshot.ts';
import { auditTexts } from '../texts/audit.ts';
import { publishedTexts } from '../texts/published.ts';
import { words } from '../texts/words.ts';

export interface PublishedLine {
  readonly href: string;
  readonly unitName: string;
  readonly officeName: string;
  readonly periodName: string;
  readonly ikm: string;
  readonly mutu: Snapshot['mutu'];
  readonly respondents: number;
}

/** The landing page for citizens: every published result of this installation. */
export function PublishedListPage({ lines, search }: { lines: readonly PublishedLine[]; search: string }) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
  const w = words[lang];
  return (
    <PublicPage title={t.list} kicker={t.heading} lead={t.listLead}>
      {(lines.length > 0 || search !== '') && (
        <Form action="/ikm" method="get" values={{ q: search }}>
          <Field name="q" label={t.search} type="search" optional />
          <Button variant="secondary">{t.searchButton}</Button>
        </Form>
      )}
      {lines.length === 0 ? (
        <EmptyState
          title={search ? t.noMatch(search) : t.none}
          action={search ? <LinkButton href="/ikm">{t.all}</LinkButton> : undefined}
        >
          <p>{search ? t.noMatchText : t.noneText}</p>
        </EmptyState>
      ) : (
        <Card>
          <Table
            caption={t.list}
            captionHidden
            columns={[
              {
                head: t.unit,
                rowHeader: true,
                cell: (line) => (
                  <>
                    {line.unitName}
                    {line.officeName !== line.unitName && <span class="muted"> · {line.officeName}</span>}
                  </>
                ),
              },
              {
                head: t.period,
                nowrap: true,
                cell: (line) => (
                  <a href={line.href}>
                    {line.periodName}
                    <span class="hidden">: {line.unitName}</span>
                  </a>
                ),
              },
              { head: t.ikm, cell: (line) => <strong>{formatDecimal(line.ikm, lang)}</strong>, numeric: true },
              {
                head: t.mutu,
                cell: (line) => <MutuBadge size="sm" mutu={line.mutu} word={w.mutuWord[line.mutu]} />,
                nowrap: true,
              },
              { head: t.respondents, cell: (line) => formatInteger(line.respondents, lang), numeric: true },
            ]}
            rows={lines}
          />
        </Card>
      )}
      <Row>
        <LinkButton href="/periksa" variant="quiet">
          {auditTexts[lang].title}
        </LinkButton>
      </Row>
    </PublicPage>
  );
}
