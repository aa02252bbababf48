/**
 * The colours an office may choose from. Each was chosen so that text and buttons keep a contrast of 4.5 : 1 in both schemes
 * (accents.test.ts computes it); `accents.css` is the same palette as a style sheet.
 */
import type { Lang } from '../i18n/index.ts';

interface Shades {
  readonly primary: string;
  readonly hover: string;
  readonly active: string;
  /** Behind what is chosen. */
  readonly soft: string;
}

interface AccentColours {
  readonly name: Readonly<Record<Lang, string>>;
  readonly light: Shades;
  readonly dark: Shades;
}

export const accents = {
  laut: {
    name: { id: 'Biru laut', en: 'Sea blue' },
    light: { primary: '#0b5fa5', hover: '#094f8a', active: '#07406f', soft: '#e7f1fb' },
    dark: { primary: '#86bff0', hover: '#a5d0f5', active: '#c3e0f9', soft: '#1f3350' },
  },
  hutan: {
    name: { id: 'Hijau hutan', en: 'Forest green' },
    light: { primary: '#1b6b45', hover: '#155537', active: '#0f4129', soft: '#e6f3ec' },
    dark: { primary: '#7fd1a5', hover: '#a0dfbd', active: '#c0ebd3', soft: '#1c3a2c' },
  },
  toska: {
    name: { id: 'Hijau toska', en: 'Teal' },
    light: { primary: '#0b6b70', hover: '#08565a', active: '#064145', soft: '#e3f3f4' },
    dark: { primary: '#77cdd2', hover: '#9adbdf', active: '#bfe9eb', soft: '#173d40' },
  },
  nila: {
    name: { id: 'Nila', en: 'Indigo' },
    light: { primary: '#3d4db0', hover: '#313f92', active: '#263174', soft: '#ebedfa' },
    dark: { primary: '#a9b4f4', hover: '#c2caf8', active: '#d9defb', soft: '#262f57' },
  },
  manggis: {
    name: { id: 'Ungu manggis', en: 'Mangosteen purple' },
    light: { primary: '#7b2d73', hover: '#65245e', active: '#4f1c4a', soft: '#f7eaf5' },
    dark: { primary: '#dfa0d8', hover: '#e9bce4', active: '#f2d5ef', soft: '#40223d' },
  },
  bata: {
    name: { id: 'Merah bata', en: 'Brick' },
    light: { primary: '#9a3b14', hover: '#7e3010', active: '#62250c', soft: '#fbeee6' },
    dark: { primary: '#f0a878', hover: '#f5c09c', active: '#f9d6bf', soft: '#43291a' },
  },
} as const satisfies Readonly<Record<string, AccentColours>>;

export type Accent = keyof typeof accents;

export const defaultAccent: Accent = 'laut';

/** The palette's name for what is stored; the house's own colour for anything unknown. */
export function accentOf(text: string | null | undefined): Accent {
  return (Object.keys(accents) as Accent[]).find((known) => known === text) ?? defaultAccent;
}
