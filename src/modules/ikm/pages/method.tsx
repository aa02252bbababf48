/** /cara-menghitung: how the number comes about, with a worked example that the engine computes as the page is drawn. */
import { formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import { Card, Details, Facts, LinkButton, Prose, PublicPage, Row, Table, usePage } from '../../../platform/ui/index.ts';
import { exclusionReasons, exclusionTexts, exclusionWords } from '../../survey/index.ts';
import { mutuBands } from '../law/permenpanrb-14-2017.ts';
import type { MeasuredCoverage } from '../rules/coverage.ts';
import { allFours, workedExample } from '../rules/example.ts';
import { jsonSum } from '../rules/json.ts';
import { auditTexts } from '../texts/audit.ts';
import { methodTexts } from '../texts/method.ts';
import { words } from '../texts/words.ts';
import { SelfSelected } from './certainty.tsx';
import { UnsurTable } from './parts.tsx';

export function MethodPage({ coverage }: { coverage: MeasuredCoverage }) {
  const { lang } = usePage();
  const t = methodTexts[lang];
  const w = words[lang];
  const e = exclusionTexts[lang];
  const { respondents, exact, others } = workedExample();
  const decimal = (text: string) => formatDecimal(text, lang);
  const conventions = [{ label: '1/9', result: exact }, ...others.map((result) => ({ label: decimal(result.weights), result }))];
  return (
    <PublicPage title={t.title} kicker={t.kicker} lead={t.lead} narrow>
      <Card title={t.steps}>
        <Prose>
          <ol>
            {t.step.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </Prose>
      </Card>
      <Card title={t.example}>
        <p>{t.exampleText(formatInteger(respondents, lang), t.exampleSource)}</p>
        <UnsurTable
          unsur={exact.unsur.map((unsur, at) => ({
            ...unsur,
            ...unsur.published,
            sum: jsonSum(unsur.sum),
            code: `U${at + 1}`,
            ownName: undefined,
            interval: null,
          }))}
          index={exact.published.index_1_4}
          compact
        />
        <p>
          <strong>
            {t.exampleLine(
              decimal(exact.published.index_1_4),
              decimal(exact.published.ikm),
              `${exact.mutu} (${w.mutuWord[exact.mutu].toLowerCase()})`,
            )}
          </strong>
        </p>
      </Card>
      <Card title={t.letters}>
        <p>{t.lettersText}</p>
        <Table
          caption={t.letters}
          captionHidden
          compact
          columns={[
            { head: t.mutu, cell: (band) => band.mutu },
            { head: t.word, cell: (band) => w.mutuWord[band.mutu] },
            { head: t.ikm, cell: (band) => `${decimal(band.from)}–${decimal(band.to)}`, numeric: true, nowrap: true },
          ]}
          rows={mutuBands}
        />
      </Card>
      <Card title={t.weights}>
        <p>{t.weightsText}</p>
        <Table
          caption={t.weights}
          captionHidden
          compact
          columns={[
            { head: t.weight, cell: ({ label }) => label },
            { head: t.ikm, cell: ({ result }) => decimal(result.published.ikm), numeric: true },
            { head: t.mutu, cell: ({ result }) => result.mutu },
            {
              head: t.allFours,
              cell: ({ result }) => decimal(allFours(result.weights === 'custom' ? 'exact' : result.weights)),
              numeric: true,
            },
          ]}
          rows={conventions}
        />
      </Card>
      <Card title={t.certainty}>
        <p>{t.certaintyText}</p>
        <SelfSelected />
        <Coverage coverage={coverage} />
      </Card>
      <Card title={t.daysTitle}>
        <p>{t.daysText}</p>
      </Card>
      <Card title={t.finiteTitle}>
        <p>{t.finiteText}</p>
      </Card>
      <Card title={t.weightedTitle}>
        <p>{t.weightedText}</p>
      </Card>
      <Card title={t.sample}>
        <p>{t.sampleText}</p>
      </Card>
      <Card title={t.services}>
        <p>{t.servicesText}</p>
      </Card>
      <Card title={t.never}>
        <Prose>
          <ul>
            {t.neverPoints.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </Prose>
      </Card>
      <Card id="dikeluarkan" title={e.listTitle}>
        <p>{e.listText}</p>
        <Facts
          items={exclusionReasons.map((reason) => ({ term: exclusionWords(reason, lang), value: e.meanings[reason] ?? '' }))}
        />
      </Card>
      <Card title={t.law}>
        <p>{t.lawText}</p>
      </Card>
      <Row>
        <LinkButton href="/ikm">{t.list}</LinkButton>
        <LinkButton href="/periksa">{auditTexts[lang].title}</LinkButton>
      </Row>
    </PublicPage>
  );
}

/** Where the interval kept its promise in trials and where it did not. */
function Coverage({ coverage: { runs, lines } }: { coverage: MeasuredCoverage }) {
  const { lang } = usePage();
  const t = methodTexts[lang];
  const names: Readonly<Record<string, string>> = t.population;
  const name = (population: string) => names[population] ?? population;
  const share = (value: number) => `${formatDecimal(value * 100, lang, 1)} %`;
  const outside = lines.filter((line) => line.outside);
  return (
    <>
      <p>{t.coverageText(formatInteger(runs, lang))}</p>
      {outside.length === 0 ? (
        <p>{t.coverageAll}</p>
      ) : (
        <>
          <p>
            <strong>{t.coverageOutside}</strong>
          </p>
          <Prose>
            <ul>
              {outside.map(({ population, n, coverage }) => (
                <li key={`${population} ${n}`}>{t.coverageLine(name(population), formatInteger(n, lang), share(coverage))}</li>
              ))}
            </ul>
          </Prose>
        </>
      )}
      <Details summary={t.coverageTable}>
        <Table
          caption={t.coverageTable}
          captionHidden
          compact
          columns={[
            { head: t.populationName, cell: ({ population }) => name(population), rowHeader: true },
            { head: t.ikm, cell: ({ ikm }) => formatDecimal(ikm, lang, 1), numeric: true },
            { head: t.respondents, cell: ({ n }) => formatInteger(n, lang), numeric: true },
            {
              head: t.coverage,
              cell: (line) => (line.outside ? <strong>{share(line.coverage)}</strong> : share(line.coverage)),
              numeric: true,
              nowrap: true,
            },
          ]}
          rows={lines}
        />
      </Details>
    </>
  );
}
