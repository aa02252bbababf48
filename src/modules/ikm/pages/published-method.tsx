import { roleName } from '../../../platform/auth/index.ts';
import { formatDateTime, formatDecimal, formatInteger, type Lang } from '../../../platform/i18n/index.ts';
import { Card, Facts, Muted, MutuLetter, Prose, Stack, Table, usePage } from '../../../platform/ui/index.ts';
import type { Breakdown } from '../rules/breakdown.ts';
import { publishedServices } from '../rules/differences.ts';
import type { Snapshot } from '../rules/snapshot.ts';
import { certaintyTexts, selfSelectedWords } from '../texts/certainty.ts';
import { publishedTexts } from '../texts/published.ts';
import { listWords, unsurWords, warningWords, words } from '../texts/words.ts';
import { differencesNote, signedWords } from './certainty.tsx';
import type { PublishedView } from './published-view.ts';

/** Every service with its own figures, lowest first; small ones share a line. */
export function Services({ snapshot }: { snapshot: Snapshot }) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
  const c = certaintyTexts[lang];
  const { breakdown } = snapshot;
  const compared = publishedServices(snapshot);
  const against = (line: Breakdown['services'][number]) => {
    const found = compared.find(({ of }) => of === line);
    if (!found) return t.dash;
    const signed = (value: number) => signedWords(value, lang);
    return (
      <>
        {signed(found.difference)}{' '}
        <span class="muted">
          ({signed(found.low)} … {signed(found.high)})
        </span>{' '}
        {c.serviceVerdict[found.verdict]}
      </>
    );
  };
  const lines = breakdown.services.toSorted((a, b) => Number(a.ikm ?? 999) - Number(b.ikm ?? 999));
  if (lines.length < 2) return null;
  const count = (value: number | null) => (value === null ? t.dash : formatInteger(value, lang));
  return (
    <Card title={t.services} footer={lines.some(({ names }) => names.length > 1) ? t.servicesNote : undefined}>
      <Table
        caption={t.services}
        captionHidden
        columns={[
          { head: t.service, cell: ({ names }) => names.join(', ') },
          {
            head: t.ikm,
            cell: ({ ikm }) => (ikm === null ? t.dash : <strong>{formatDecimal(ikm, lang)}</strong>),
            numeric: true,
          },
          {
            head: t.mutu,
            cell: ({ mutu }) => (mutu === null ? t.dash : <MutuLetter mutu={mutu} word={words[lang].mutuWord[mutu]} />),
          },
          ...(compared.length > 0 ? [{ head: c.against, cell: against }] : []),
          { head: t.respondents, cell: ({ n }) => formatInteger(n, lang), numeric: true },
          { head: t.required, cell: ({ required }) => count(required), numeric: true },
        ]}
        rows={lines}
      />
      {snapshot.certainty === undefined && <Muted>{c.servicesUnknown}</Muted>}
      {compared.length > 0 && (
        <Muted>
          {differencesNote('services', compared.length, lang)} {selfSelectedWords(lang)}
        </Muted>
      )}
    </Card>
  );
}

/** Who decided to publish: as roles, never as names. */
function decisionWords({ persons, roles }: NonNullable<Snapshot['decision']>, lang: Lang): string {
  const t = publishedTexts[lang];
  const [asker, other] = roles.map((role) => roleName(role, lang));
  return persons === 2 && other ? t.decidedTogether(asker ?? '', other) : t.decidedAlone(asker ?? '');
}

/** How the figure came about: rule, weights, questionnaires, late answers, changed unsur. */
export function MethodCard({ view }: { view: PublishedView }) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
  const w = words[lang];
  const { snapshot } = view;
  const { method, office, others } = snapshot;
  const rules: Readonly<Record<string, string>> = t.rule;
  const zone = office.time_zone;
  const other = others.flatMap(({ aggregation, ikm }) =>
    ikm === null ? [] : [`${aggregationWords(aggregation, w.aggregation)} ${formatDecimal(ikm, lang)}`],
  );
  const warnings = snapshot.warnings
    .filter(({ code }) => !code.startsWith('unsur_'))
    .flatMap((warning) => warningWords(warning, lang) ?? []);
  return (
    <Card id="cara" title={t.method}>
      <Facts
        items={[
          { term: t.basis, value: rules[method.rule_set] ?? method.rule_set },
          {
            term: t.computation,
            value: t.computationValue(formatDecimal(snapshot.index_1_4, lang), formatDecimal(snapshot.ikm, lang)),
            gloss: t.computationGloss,
          },
          {
            term: t.weights,
            value: method.weights === 'exact' ? t.weightsValue(snapshot.unsur.length) : t.weightsOther(method.weights),
          },
          {
            term: t.aggregation,
            value: aggregationWords(method.aggregation, w.aggregation),
            ...(other.length > 0 ? { gloss: t.othersValue(other.join('; ')) } : {}),
          },
          {
            term: t.questionnaire,
            value: method.instruments
              .map(({ base, version, respondents }) =>
                t.questionnaireValue(rules[base] ?? base, version, formatInteger(respondents, lang)),
              )
              .join('; '),
          },
          { term: t.late, value: lateWords(method.late, lang) },
          ...(method.services ? [{ term: t.servicesChanged, value: servicesWords(method.services, lang) }] : []),
          { term: t.closed, value: formatDateTime(new Date(snapshot.period.closed_at), zone, lang) },
          { term: t.publishedAt, value: formatDateTime(view.publishedAt, zone, lang) },
          ...(snapshot.decision ? [{ term: t.decision, value: decisionWords(snapshot.decision, lang) }] : []),
        ]}
      />
      {method.changes.length > 0 && (
        <Stack gap="sm">
          <h3 class="heading heading-3">{t.changes}</h3>
          <Prose>
            <ul>
              {method.changes.map(({ unsur, change, official_name: official, name, reason }) => (
                <li key={unsur + change}>
                  {change === 'replaced'
                    ? t.replaced(official, name ?? unsurWords(unsur, lang), reason)
                    : change === 'dropped'
                      ? t.dropped(official, reason)
                      : t.added(official)}
                </li>
              ))}
            </ul>
          </Prose>
        </Stack>
      )}
      {warnings.length > 0 && (
        <Stack gap="sm">
          <h3 class="heading heading-3">{t.notes}</h3>
          <Prose>
            <ul>
              {warnings.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Prose>
        </Stack>
      )}
    </Card>
  );
}

function aggregationWords(name: string, known: Readonly<Record<string, string>>): string {
  return known[name] ?? name;
}

function lateWords(late: Snapshot['method']['late'], lang: 'id' | 'en'): string {
  const t = publishedTexts[lang];
  if (late.included > 0) return t.lateIncluded(formatInteger(late.included, lang));
  return late.waiting > 0 ? t.lateWaiting(formatInteger(late.waiting, lang)) : t.lateNone;
}

/** Which services came to the unit and which left it since the version before. */
export function servicesWords({ added, removed }: NonNullable<Snapshot['method']['services']>, lang: 'id' | 'en'): string {
  const t = publishedTexts[lang];
  const names = (services: readonly { readonly name: string }[]) =>
    listWords(
      services.map(({ name }) => name),
      lang,
    );
  return [
    ...(added.length > 0 ? [t.servicesAdded(names(added))] : []),
    ...(removed.length > 0 ? [t.servicesRemoved(names(removed))] : []),
  ].join(' ');
}

/** All versions of this result, none of them gone. */
export function Versions({ view }: { view: PublishedView }) {
  const { lang } = usePage();
  const t = publishedTexts[lang];
  if (view.versions.length < 2) return null;
  const zone = view.snapshot.office.time_zone;
  return (
    <Card title={t.versions} footer={t.versionsNote}>
      <Table
        caption={t.versions}
        captionHidden
        columns={[
          {
            head: t.version,
            cell: ({ version }) =>
              version === view.snapshot.version ? version : <a href={`${view.path}?versi=${version}`}>{version}</a>,
            nowrap: true,
          },
          { head: t.ikm, cell: ({ ikm, mutu }) => `${formatDecimal(ikm, lang)} ${mutu}`, numeric: true, nowrap: true },
          { head: t.respondents, cell: ({ respondents }) => formatInteger(respondents, lang), numeric: true },
          { head: t.publishedAt, cell: ({ publishedAt }) => formatDateTime(publishedAt, zone, lang) },
          { head: t.note, cell: ({ note }) => note || t.noNote },
        ]}
        rows={view.versions}
      />
    </Card>
  );
}
