/** The officer's home. */
import { formatDate, formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import {
  Card,
  Columns,
  EmptyState,
  LinkButton,
  Muted,
  MutuBadge,
  Progress,
  Quote,
  Quotes,
  SampleBar,
  StaffPage,
  Stat,
  usePage,
} from '../../../platform/ui/index.ts';
import type { Behind, NextStep } from '../rules/home.ts';
import { texts } from '../texts/home.ts';

type Mutu = 'A' | 'B' | 'C' | 'D';

/** The newest publication: one figure, or those of many units, which are no figure together. */
type Latest = { readonly href: string; readonly period: string } & (
  | {
      readonly kind: 'unit';
      readonly ikm: string;
      readonly mutu: Mutu;
      readonly unit: string;
      readonly respondents: number;
    }
  | {
      readonly kind: 'units';
      readonly units: number;
      /** Best first, those that a unit has. */
      readonly grades: readonly { readonly mutu: Mutu; readonly units: number }[];
    }
);

export interface HomeView {
  readonly officeName: string;
  readonly mutuWords: Readonly<Record<Mutu, string>>;
  readonly step: NextStep;
  readonly stepHref: string;
  /** What the step is about, when it is about one thing: a period, a service. */
  readonly stepAbout: string | null;
  readonly today: number;
  readonly yesterday: number;
  readonly week: number;
  readonly period: { readonly code: string; readonly name: string; readonly endsOn: string; readonly daysLeft: number } | null;
  readonly n: number;
  readonly required: number | null;
  readonly population: number | null;
  readonly missing: number;
  readonly pace: number | null;
  readonly behind: readonly (Behind & { readonly required: number })[];
  readonly live: {
    readonly ikm: string;
    readonly mutu: Mutu;
    readonly href: string;
    readonly interval: string | null;
    readonly selfSelected: string;
  } | null;
  readonly latest: Latest | null;
  readonly waits: readonly { readonly text: string; readonly href: string }[];
  readonly comments: readonly { readonly text: string; readonly service: string; readonly on: string }[];
  readonly servicesHref: string;
  readonly canDecide: boolean;
  /** Nothing was ever answered. */
  readonly isNew: boolean;
}

/** Where to go now: one button. */
function Next({ view }: { view: HomeView }) {
  const t = texts[usePage().lang];
  const words = t.step[view.step.kind];
  return (
    <Card title={t.next}>
      <p>
        <strong>{view.stepAbout === null ? words.title : t.stepFor(words.title, view.stepAbout)}</strong>
      </p>
      <p>{words.text}</p>
      <p>
        <LinkButton href={view.stepHref} variant="primary">
          {words.button}
        </LinkButton>
      </p>
    </Card>
  );
}

function Collected({ view }: { view: HomeView }) {
  const { lang } = usePage();
  const t = texts[lang];
  const { period } = view;
  if (!period) return null;
  return (
    <Card title={t.periodTitle(period.name)} actions={<span class="muted">{t.daysLeft(period.daysLeft)}</span>}>
      {view.required === null ? (
        <>
          <p class="stat-line">
            <span class="stat-value">{formatInteger(view.n, lang)}</span>
          </p>
          <p>
            {t.paceUnknown} {view.canDecide && <a href="/kelola/periode">{t.setPopulation}</a>}
          </p>
        </>
      ) : (
        <>
          <SampleBar n={view.n} required={view.required} population={view.population} />
          <p>
            {view.pace === null ? (
              t.paceDone
            ) : (
              <strong>{t.pace(formatInteger(view.pace, lang), formatDate(period.endsOn, lang))}</strong>
            )}
          </p>
        </>
      )}
    </Card>
  );
}

function BehindCard({ view }: { view: HomeView }) {
  const { lang } = usePage();
  const t = texts[lang];
  if (view.required === null || !view.period) return null;
  return (
    <Card title={t.behind} actions={<a href={view.servicesHref}>{t.allServices}</a>}>
      {view.behind.length === 0 ? (
        <Muted>{t.behindNone}</Muted>
      ) : (
        view.behind.map(({ id, name, n, required }) => (
          <Progress
            key={id}
            label={name}
            href={`/layanan/${id}`}
            value={n}
            max={required}
            text={t.of(formatInteger(n, lang), formatInteger(required, lang))}
          />
        ))
      )}
    </Card>
  );
}

function Waits({ view }: { view: HomeView }) {
  const t = texts[usePage().lang];
  return (
    <Card title={t.waits}>
      {view.waits.length === 0 ? (
        <Muted>{t.nothingWaits}</Muted>
      ) : (
        <ul class="plain-list">
          {view.waits.map(({ text, href }) => (
            <li key={href + text}>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Indexes({ view }: { view: HomeView }) {
  const { lang } = usePage();
  const t = texts[lang];
  return (
    <>
      <Card title={t.live} actions={view.live ? <a href={view.live.href}>{t.see}</a> : undefined}>
        {view.live ? (
          <Stat value={formatDecimal(view.live.ikm, lang)}>
            <p>
              <MutuBadge size="sm" mutu={view.live.mutu} word={view.mutuWords[view.live.mutu]} />
            </p>
            {view.live.interval && <p class="muted">{view.live.interval}</p>}
            {view.live.interval && <p class="muted">{view.live.selfSelected}</p>}
          </Stat>
        ) : (
          <Muted>{t.liveNone}</Muted>
        )}
      </Card>
      <Card title={t.latest} actions={view.latest ? <a href={view.latest.href}>{t.see}</a> : undefined}>
        {view.latest ? <LatestStat latest={view.latest} mutuWords={view.mutuWords} /> : <Muted>{t.latestNone}</Muted>}
      </Card>
    </>
  );
}

function LatestStat({ latest, mutuWords }: { latest: Latest; mutuWords: HomeView['mutuWords'] }) {
  const { lang } = usePage();
  const t = texts[lang];
  if (latest.kind === 'units')
    return (
      <Stat value={formatInteger(latest.units, lang)}>
        <p class="muted">
          {t.unitsPublished} · {latest.period}
        </p>
        <ul class="plain-list">
          {latest.grades.map(({ mutu, units }) => (
            <li key={mutu}>
              <MutuBadge size="sm" mutu={mutu} word={mutuWords[mutu]} /> {t.units(formatInteger(units, lang))}
            </li>
          ))}
        </ul>
      </Stat>
    );
  return (
    <Stat value={formatDecimal(latest.ikm, lang)}>
      <p>
        <MutuBadge size="sm" mutu={latest.mutu} word={mutuWords[latest.mutu]} />
      </p>
      <p class="muted">
        {latest.unit} · {latest.period} · {t.respondents(formatInteger(latest.respondents, lang))}
      </p>
    </Stat>
  );
}

function Comments({ view }: { view: HomeView }) {
  const { lang } = usePage();
  const t = texts[lang];
  return (
    <Card title={t.comments}>
      {view.comments.length === 0 ? (
        <Muted>{t.commentsNone}</Muted>
      ) : (
        <>
          <Quotes>
            {view.comments.map(({ text, service, on }) => (
              <Quote key={text + on} meta={`${service} · ${formatDate(on, lang)}`}>
                {text}
              </Quote>
            ))}
          </Quotes>
          <Muted>
            <a href="/komentar">{t.allComments}</a>. {t.masked}
          </Muted>
        </>
      )}
    </Card>
  );
}

/** Today's count, the pace, what waits, and one next step. */
export function HomePage({ view }: { view: HomeView }) {
  const { lang } = usePage();
  const t = texts[lang];
  if (view.isNew) {
    const words = t.step[view.step.kind];
    return (
      <StaffPage title={t.home} crumbs={[{ label: view.officeName }]}>
        <EmptyState
          title={view.step.kind === 'see_live' ? t.newOffice : words.title}
          action={
            <LinkButton href={view.stepHref} variant="primary">
              {words.button}
            </LinkButton>
          }
        >
          <p>{words.text}</p>
          <p>{t.newOfficeText}</p>
        </EmptyState>
        {view.waits.length > 0 && <Waits view={view} />}
        <Collected view={view} />
      </StaffPage>
    );
  }
  return (
    <StaffPage title={t.home} crumbs={[{ label: view.officeName }]}>
      <Columns
        main={
          <>
            <Next view={view} />
            <Collected view={view} />
            <BehindCard view={view} />
          </>
        }
        side={
          <>
            <Card>
              <Stat label={t.today} value={formatInteger(view.today, lang)}>
                <p class="muted">
                  {t.yesterday(formatInteger(view.yesterday, lang))} · {t.week(formatInteger(view.week, lang))}
                </p>
              </Stat>
            </Card>
            <Waits view={view} />
            <Indexes view={view} />
            <Comments view={view} />
          </>
        }
      />
    </StaffPage>
  );
}
