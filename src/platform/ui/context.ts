import { type ComponentChild, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Lang } from '../i18n/index.ts';
import { type Accent, defaultAccent } from './accents.ts';

/** One entry of the staff menu. Entries with the same `group` stand together under that heading, in the order given. */
export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly group?: string;
  readonly current?: boolean;
  /** A small count beside the label, such as the number of conflicts that wait. Zero and empty are not shown. */
  readonly badge?: string | number;
}

/** What every page knows about its visitor and its place. Made by the web layer once per request. */
export interface PageInfo {
  readonly lang: Lang;
  /** Overrides the document title. Leave empty: the shell's `title` is used. */
  readonly title: string;
  /** Path of this page, without the query. */
  readonly path: string;
  /** The anti-forgery token for a form on this page. A function, so that a page without forms needs no token. */
  readonly csrf: () => string;
  readonly person: {
    readonly name: string;
    readonly role: string;
    /** Of a session by the office's identity provider: whether it asked this person anew a moment ago; null for other sessions. */
    readonly sso?: 'open' | 'confirmed' | null;
  } | null;
  readonly office: string | null;
  readonly nav: readonly NavItem[];
  /** Stands above everything on every page, for instance the demonstration's label. */
  readonly banner: ComponentChild;
  /** Address of a built file: `app.css`, `favicon.svg`, `font.woff2`, an island's name. */
  readonly assets: (name: string) => string;
  /** What was searched for, so that the box keeps it; null for whoever has nothing to search. */
  readonly search: string | null;
  /** Address of this page in the other language, where it exists. */
  readonly otherLanguage?: string;
}

/** What a page tells its document head while it renders: its title, whether it reports errors, and the islands it needs. */
export interface Head {
  title: string;
  errors: boolean;
  readonly islands: Set<string>;
  /** The colour of the office whose page it is. */
  accent: Accent;
}

const nowhere: PageInfo = {
  lang: 'id',
  title: '',
  path: '/',
  csrf: () => '',
  person: null,
  office: null,
  nav: [],
  banner: null,
  assets: (name) => `/assets/${name}`,
  search: '',
};

export const PageContext = createContext<PageInfo>(nowhere);
export const HeadContext = createContext<Head>({ title: '', errors: false, islands: new Set(), accent: defaultAccent });

/** The page's context: language, path, person, token. */
export function usePage(): PageInfo {
  return useContext(PageContext);
}

/** The document head of the page being rendered. Parts write to it; `renderPage` reads it afterwards. */
export function useHead(): Head {
  return useContext(HeadContext);
}
