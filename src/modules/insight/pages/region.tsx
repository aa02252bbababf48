/** What the kabupaten and kota of a province have published. */
import { formatDate, formatDecimal, formatInteger, type Lang } from '../../../platform/i18n/index.ts';
import {
  Button,
  Card,
  Checkbox,
  EmptyState,
  Field,
  Form,
  Landscape,
  Lead,
  LinkButton,
  Muted,
  MutuBadge,
  Pager,
  Row,
  Select,
  StaffPage,
  Table,
  TileMap,
  usePage,
} from '../../../platform/ui/index.ts';
import { type Area, areasOf, letterOfArea, type Recap, type RecapLine } from '../rules/region.ts';
import { regionTexts } from '../texts/region.ts';

export interface RegionView {
  /** Kode wilayah of the province. */
  readonly code: string;
  readonly recap: Recap;
  /** The lines of this page, and where they stand among all. */
  readonly lines: readonly RecapLine[];
  readonly first: number;
  readonly page: number;
  readonly pages: number;
  readonly periods: readonly { readonly code: string; readonly name: string }[];
  /** As asked for; an empty period is the newest of each unit. */
  readonly asked: { readonly periode: string; readonly q: string; readonly semua: string };
  readonly periodName: (code: string) => string;
  readonly dayOf: (at: Date) => string;
  readonly mutuWords: Readonly<Record<'A' | 'B' | 'C' | 'D', string>>;
  readonly hrefOf: (path: string, page: number) => string;
  /** The same page with one area alone. */
  readonly areaHref: (code: string) => string;
}

/** The recap of a province: its offices by code, what each has published last, and who has not. */
export function RegionPage({ view }: { view: RegionView }) {
  const { lang } = usePage();
  const t = regionTexts[lang];
  const { recap, asked } = view;
  const n = (value: number) => formatInteger(value, lang);
  if (recap.offices === 0)
    return (
      <StaffPage title={t.title}>
        <Lead>{t.province(view.code)}</Lead>
        <EmptyState title={t.noOffices}>
          <p>{t.noOfficesText}</p>
        </EmptyState>
      </StaffPage>
    );
  const silent = recap.offices - recap.published;
  const period = asked.periode === '' ? null : view.periodName(asked.periode);
  return (
    <StaffPage title={t.title} wide>
      <Lead>{t.lead}</Lead>
      <p>
        <strong>
          {silent === 0 ? t.totalAll(n(recap.offices), period) : t.total(n(recap.offices), n(recap.published), n(silent), period)}
        </strong>{' '}
        <span class="muted">{t.province(view.code)}.</span>
      </p>
      <div class="no-print">
        <Form action="/wilayah" method="get" values={asked} prefix="saring">
          <Select
            name="periode"
            label={t.period}
            width="md"
            empty={t.newest}
            optional
            options={view.periods.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <Field name="q" label={t.search} type="search" maxLength={100} optional />
          <Checkbox name="semua" label={t.everyUnit} />
          <Button variant="secondary">{t.show}</Button>
        </Form>
      </div>
      <AreaTiles view={view} />
      <Row apart>
        <Muted>
          {t.found(n(recap.lines.length))}. {recap.below > 0 && t.below(n(recap.below))} {t.order}
        </Muted>
        {recap.lines.length > 0 && (
          <LinkButton href={view.hrefOf('/wilayah/unduh', 1)} variant="quiet">
            {t.download}
          </LinkButton>
        )}
      </Row>
      <Landscape>
        <RecapTable view={view} />
      </Landscape>
      <Pager page={view.page} pages={view.pages} href={(page) => view.hrefOf('/wilayah', page)} />
      {recap.columns.length > 0 && (
        <Muted>
          {t.legendNote} {recap.columns.map(({ code, name }) => `${code} ${name}`).join('; ')}.
        </Muted>
      )}
      {recap.silent.length > 0 && (
        <Card title={period === null ? t.silent : t.silentIn(period)}>
          <ul class="plain-list">
            {recap.silent.map(({ tenantId, name, code }) => (
              <li key={tenantId}>
                {name} <span class="muted">{code}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </StaffPage>
  );
}

/** The areas as tiles, in the order of their codes: a picture of the list, not of the ground. */
function AreaTiles({ view }: { view: RegionView }) {
  const { lang } = usePage();
  const t = regionTexts[lang];
  const areas = areasOf(view.recap);
  if (areas.length === 0) return null;
  const counted = areas.filter(({ figures }) => figures.length > 0);
  const kinds = (['kabupaten', 'kota'] as const).filter((kind) => areas.some((area) => area.kind === kind));
  const grounds = [...(['A', 'B', 'C', 'D'] as const), 'mixed' as const, 'silent' as const];
  return (
    <Card title={t.tiles}>
      <Muted>{t.tilesNote}</Muted>
      <TileMap
        alt={t.tilesAlt(formatInteger(areas.length, lang), formatInteger(counted.length, lang))}
        legend={grounds
          .filter((ground) => areas.some((area) => letterOfArea(area) === ground))
          .map((ground) => ({
            ground,
            text: ground === 'mixed' ? t.mixed : ground === 'silent' ? t.noneYet : `${ground} · ${view.mutuWords[ground]}`,
          }))}
        groups={kinds.map((kind) => ({
          key: kind,
          name: t.kind[kind],
          tiles: areas.filter((area) => area.kind === kind).map((area) => tileOf(area, view, lang)),
        }))}
      />
    </Card>
  );
}

function tileOf(area: Area, view: RegionView, lang: Lang) {
  const t = regionTexts[lang];
  const { code, figures, offices } = area;
  const ground = letterOfArea(area);
  const [first] = offices;
  const more = offices.length > 1 ? ` +${offices.length - 1}` : '';
  const [figure] = figures;
  const common = { key: code, code, name: `${first?.name ?? code}${more}`, ground };
  if (!figure) return { ...common, figure: '–', said: t.noneYet };
  if (figures.length > 1) {
    const letters = (['A', 'B', 'C', 'D'] as const)
      .map((mutu) => ({ mutu, n: figures.filter((one) => one.mutu === mutu).length }))
      .filter(({ n }) => n > 0)
      .map(({ mutu, n }) => `${mutu} ${formatInteger(n, lang)}`)
      .join(' · ');
    return {
      ...common,
      href: view.areaHref(code),
      figure: letters,
      said: t.several(formatInteger(figures.length, lang), letters),
    };
  }
  const ikm = formatDecimal(figure.ikm, lang);
  const said = t.one(ikm, `${figure.mutu}, ${view.mutuWords[figure.mutu]}`, view.periodName(figure.periodCode));
  return { ...common, href: `/ikm/${figure.unitCode}/${figure.periodCode}`, figure: ikm, said };
}

function RecapTable({ view }: { view: RegionView }) {
  const { lang } = usePage();
  const t = regionTexts[lang];
  const { recap } = view;
  const unsurOf = ({ figure }: RecapLine, id: string) => {
    const found = figure.unsur.find((unsur) => unsur.id === id);
    return found ? formatDecimal(found.value, lang) : '–';
  };
  return (
    <Table
      compact
      caption={t.caption}
      captionHidden
      empty={recap.published === 0 ? t.nonePublished : t.empty}
      rows={view.lines}
      columns={[
        { head: t.no, numeric: true, cell: (_line, at) => view.first + at },
        {
          head: `${t.office}, ${t.unit.toLowerCase()}`,
          rowHeader: true,
          wide: true,
          cell: ({ office, figure }) => (
            <>
              <a href={`/ikm/${figure.unitCode}/${figure.periodCode}`}>{figure.unitName}</a>{' '}
              <span class="muted">
                {[office.name === figure.unitName ? '' : office.name, office.code].filter(Boolean).join(' · ')}
              </span>
            </>
          ),
        },
        // Before the unsur, so that a phone shows it without scrolling.
        {
          head: t.ikm,
          narrow: true,
          cell: ({ figure }) => (
            <>
              <strong>{formatDecimal(figure.ikm, lang)}</strong>{' '}
              <MutuBadge size="sm" mutu={figure.mutu} word={view.mutuWords[figure.mutu]} />
            </>
          ),
        },
        {
          head: t.period,
          nowrap: true,
          cell: ({ figure }) => (
            <>
              {view.periodName(figure.periodCode)}
              {figure.version > 1 && <span class="muted"> {t.version(figure.version)}</span>}
            </>
          ),
        },
        { head: t.respondents, numeric: true, cell: ({ figure }) => formatInteger(figure.respondents, lang) },
        ...recap.columns.map(({ id, code, name }) => ({
          head: <abbr title={name}>{code}</abbr>,
          numeric: true,
          cell: (line: RecapLine) => unsurOf(line, id),
        })),
        {
          head: t.publishedOn,
          nowrap: true,
          cell: ({ figure }) => (
            <>
              {formatDate(view.dayOf(figure.publishedAt), lang)}
              {figure.method.weights !== 'exact' && <span class="muted"> {t.weights(figure.method.weights)}</span>}
            </>
          ),
        },
      ]}
    />
  );
}

/** Why there is nothing to see for an office that is no province's, and where the code is set. */
export function NoProvincePage({ code, mayChange }: { code: string | null; mayChange: boolean }) {
  const { lang } = usePage();
  const t = regionTexts[lang];
  return (
    <StaffPage title={t.title}>
      <EmptyState
        title={t.noProvince}
        action={
          mayChange ? (
            <LinkButton href="/kelola/instansi" variant="primary">
              {t.setCode}
            </LinkButton>
          ) : undefined
        }
      >
        <p>{code === null ? t.noProvinceText : t.isCity(code)}</p>
        {!mayChange && <p>{t.askAdmin}</p>}
        <p>
          <a href="/ikm">{t.publicList}</a>
        </p>
      </EmptyState>
    </StaffPage>
  );
}
