import type { ComponentChildren } from 'preact';
import type { Accent } from '../accents.ts';
import { type NavItem, useHead, usePage } from '../context.ts';
import { Mark } from '../mark/view.tsx';
import { Steps } from '../steps/view.tsx';
import { uiTexts } from '../texts.ts';

function Banner() {
  const page = usePage();
  if (page.banner === null || page.banner === undefined || page.banner === '') return null;
  return (
    <aside class="page-banner" aria-label={uiTexts[page.lang].notice}>
      {page.banner}
    </aside>
  );
}

function SkipLink() {
  return (
    <a class="skip" href="#isi">
      {uiTexts[usePage().lang].skip}
    </a>
  );
}

/** The product's name with its mark, and the office's name where there is one. Leads home. */
function Brand({ office }: { office?: string | null }) {
  const t = uiTexts[usePage().lang];
  return (
    <a class="brand" href="/">
      <Mark />
      <span class="brand-name">{t.product}</span>
      {office && <span class="brand-office">{office}</span>}
    </a>
  );
}

function OtherLanguage() {
  const page = usePage();
  if (page.otherLanguage === undefined) return null;
  const other = page.lang === 'id' ? 'en' : 'id';
  return (
    <a href={page.otherLanguage} lang={other} hreflang={other}>
      {uiTexts[page.lang].otherLanguage}
    </a>
  );
}

/** Entries in the order given, cut into runs under their group headings. */
function groups(nav: readonly NavItem[]): { name: string; items: NavItem[] }[] {
  const result: { name: string; items: NavItem[] }[] = [];
  for (const item of nav) {
    const name = item.group ?? '';
    const group = result.find((g) => g.name === name);
    if (group) group.items.push(item);
    else result.push({ name, items: [item] });
  }
  return result;
}

function Menu() {
  const page = usePage();
  const t = uiTexts[page.lang];
  return (
    <div class="side-panel">
      {page.search !== null && (
        <search>
          <form class="side-search" action="/cari" method="get">
            <input
              class="side-search-box"
              type="search"
              name="q"
              value={page.search}
              aria-label={t.searchLabel}
              placeholder={t.search}
              enterkeyhint="search"
            />
          </form>
        </search>
      )}
      <nav class="side-nav" aria-label={t.mainMenu}>
        {groups(page.nav).map((group, i) => (
          <div key={group.name} class="side-group">
            {group.name !== '' && (
              <p class="side-group-name" id={`menu-${i}`}>
                {group.name}
              </p>
            )}
            <ul aria-labelledby={group.name === '' ? undefined : `menu-${i}`}>
              {group.items.map((item) => (
                <li key={item.href}>
                  <a href={item.href} aria-current={item.current ? 'page' : undefined}>
                    <span>{item.label}</span>
                    {item.badge !== undefined && item.badge !== 0 && item.badge !== '' && item.badge !== '0' && (
                      <span class="side-badge">{item.badge}</span>
                    )}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div class="side-foot">
        {page.person && (
          <p class="side-person">
            <span class="hidden">{t.signedInAs} </span>
            <a href="/akun">{page.person.name}</a>
            <span>{page.person.role}</span>
          </p>
        )}
        <div class="side-foot-row">
          <a href="/bantuan">{t.help}</a>
          <OtherLanguage />
          {page.person && (
            <form action="/keluar" method="post">
              <input type="hidden" name="_csrf" value={page.csrf()} />
              <button type="submit">{t.signOut}</button>
            </form>
          )}
        </div>
      </div>
    </div>
  );
}

interface Crumb {
  readonly label: string;
  readonly href?: string;
}

function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = uiTexts[usePage().lang];
  if (crumbs.length === 0) return null;
  return (
    <nav class="crumbs" aria-label={t.crumbs}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.label}>{crumb.href === undefined ? crumb.label : <a href={crumb.href}>{crumb.label}</a>}</li>
        ))}
      </ol>
    </nav>
  );
}

interface StaffPageProps {
  /** The page's only `h1`, and its document title. */
  title: string;
  /** From the office down to the parent of this page; the last without an address is fine. */
  crumbs?: readonly Crumb[];
  /** At the right of the title: a period, a link button, a download. */
  actions?: ComponentChildren;
  /** For tables that need the room. */
  wide?: boolean;
  children: ComponentChildren;
}

/** A page for people who work here: menu at the left, folded into one button on a phone, no script. */
export function StaffPage({ title, crumbs = [], actions, wide, children }: StaffPageProps) {
  const t = uiTexts[usePage().lang];
  useHead().title = title;
  return (
    <div class="staff">
      <SkipLink />
      <Banner />
      <div class="staff-body">
        <header class="side">
          <div class="side-inner">
            <Brand />
            {/* The panel stands beside the button, not inside it: a wide screen shows it whatever the button's state. */}
            <details class="side-menu">
              <summary>{t.menu}</summary>
            </details>
            <Menu />
          </div>
        </header>
        <main class={`main${wide ? ' main-wide' : ''}`} id="isi" tabIndex={-1}>
          <div class="page-head">
            <div class="page-head-words">
              <Crumbs crumbs={crumbs} />
              <h1>{title}</h1>
            </div>
            {actions !== undefined && <div class="page-actions">{actions}</div>}
          </div>
          <div class="page-body">{children}</div>
        </main>
      </div>
    </div>
  );
}

interface PublicPageProps {
  title: string;
  /** Above the title: the office, the period. */
  kicker?: ComponentChildren;
  lead?: ComponentChildren;
  /** A reading column instead of the whole sheet. */
  narrow?: boolean;
  /** How the office whose page it is looks; `logo` is the address of its picture. */
  brand?: OfficeLook | undefined;
  children: ComponentChildren;
}

/** How an office looks to the public. */
export interface OfficeLook {
  readonly name: string;
  readonly accent: Accent;
  readonly logo: string | null;
}

/** A page for everybody: published results, help. */
export function PublicPage({ title, kicker, lead, narrow, brand, children }: PublicPageProps) {
  const page = usePage();
  const t = uiTexts[page.lang];
  const head = useHead();
  head.title = title;
  if (brand) head.accent = brand.accent;
  return (
    <div class="public">
      <SkipLink />
      <Banner />
      <header class="public-head">
        <div class="public-inner">
          <Brand office={page.office} />
          <OtherLanguage />
        </div>
      </header>
      <main class={`public-main public-inner${narrow ? ' public-narrow' : ''}`} id="isi" tabIndex={-1}>
        <div class="page-head-words">
          {brand && brand.logo !== null && <img class="office-logo" src={brand.logo} alt={t.logoOf(brand.name)} />}
          {kicker !== undefined && <p class="kicker">{kicker}</p>}
          <h1>{title}</h1>
          {lead !== undefined && <p class="lead">{lead}</p>}
        </div>
        <div class="page-body">{children}</div>
      </main>
      <footer class="public-foot">
        <div class="public-inner">
          <p>{t.footer}</p>
          <a href="/bantuan">{t.help}</a>
          {!page.person && <a href="/masuk">{t.signIn}</a>}
        </div>
      </footer>
    </div>
  );
}

interface PlainPageProps {
  title: string;
  lead?: ComponentChildren;
  /** Where a wizard stands. */
  steps?: { current: number; steps: readonly { label: string; href?: string }[] };
  /** Under the sheet: a quiet way out. */
  foot?: ComponentChildren;
  children: ComponentChildren;
}

/** One sheet in the middle: signing in, a step of a wizard. */
export function PlainPage({ title, lead, steps, foot, children }: PlainPageProps) {
  const page = usePage();
  useHead().title = title;
  return (
    <div class="plain">
      <SkipLink />
      <Banner />
      <header class="plain-head">
        <Brand office={page.office} />
        <OtherLanguage />
      </header>
      <main class="plain-main" id="isi" tabIndex={-1}>
        {steps && <Steps {...steps} />}
        <div class="plain-sheet">
          <h1>{title}</h1>
          {lead !== undefined && <p class="lead">{lead}</p>}
          <div class="page-body">{children}</div>
        </div>
        {foot !== undefined && <div class="plain-foot">{foot}</div>}
      </main>
    </div>
  );
}

interface ErrorPageProps {
  status: number;
  /** What happened, in a few words. */
  title: string;
  /** What happened, what was kept. */
  message: ComponentChildren;
  /** What to do next: a link or a button. Default: back home. */
  action?: ComponentChildren;
  requestId?: string | undefined;
}

/** Something went wrong, said like a person: what happened, what was kept, what to do next. */
export function ErrorPage({ status, title, message, action, requestId }: ErrorPageProps) {
  const t = uiTexts[usePage().lang];
  return (
    <PlainPage
      title={title}
      foot={
        <p class="muted">
          {t.errorStatus(status)}
          {requestId !== undefined && ` · ${t.requestId(requestId)}`}
        </p>
      }
    >
      <div class="prose">{typeof message === 'string' ? <p>{message}</p> : message}</div>
      <div class="buttons">
        {action ?? (
          <a class="ds-button" data-variant="secondary" href="/">
            {t.backHome}
          </a>
        )}
      </div>
    </PlainPage>
  );
}
