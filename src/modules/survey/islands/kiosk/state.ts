/** What a kiosk's screens are drawn from, and what of it is shown and said. */
import type { KioskData, KioskInstrument, KioskScreen, Visit } from '../../rules/kiosk.ts';
import { kioskTexts } from '../../texts/kiosk.ts';

export type Lang = 'id' | 'en';

/** Everything a screen is drawn from. */
export interface KioskState {
  readonly data: KioskData;
  readonly lang: Lang;
  readonly visit: Visit;
  readonly open: boolean;
  /** The code was closed for good. */
  readonly gone: boolean;
  readonly secondsLeft: number | null;
  /** Answers that the server does not have yet. */
  readonly waiting: number;
  /** The receipt of the answer just given, once the server has it. */
  readonly receipt: string | null;
  readonly canSpeak: boolean;
  readonly readAll: boolean;
  readonly canFull: boolean;
  readonly officer: 'no' | 'pin' | 'menu';
  readonly pinWait: number;
  readonly pinWrong: boolean;
  readonly canCheckPin: boolean;
  readonly problem: string | null;
}

export interface KioskActs {
  start(service: string): void;
  answer(name: string, value: string): void;
  /** Ticks one of several, or takes the tick off again. */
  toggle(name: string): void;
  go(step: 1 | -1): void;
  send(): void;
  done(): void;
  stay(): void;
  switchLang(): void;
  full(): void;
  leaveFull(): void;
  readNow(): void;
  switchReading(): void;
  officer(to: KioskState['officer']): void;
  pin(pin: string): void;
  refresh(): void;
  leave(): void;
}

export function instrumentFor({ data, visit }: KioskState): KioskInstrument | undefined {
  if (visit.phase !== 'asking') return undefined;
  const service = data.services.find(({ id }) => id === visit.service);
  return data.instruments.find(({ id }) => id === service?.instrument);
}

export function screenOf(state: KioskState): KioskScreen | undefined {
  return state.visit.phase === 'asking' ? instrumentFor(state)?.screens[state.visit.at] : undefined;
}

/** Names the screen that is seen: where it changes, the focus goes to its heading. */
export function screenKey(state: KioskState): string {
  if (state.officer !== 'no') return state.officer;
  if (state.gone) return 'gone';
  if (state.visit.phase === 'asking') return `${state.visit.began}-${state.visit.at}`;
  if (state.visit.phase === 'thanks') return state.visit.id;
  return state.open ? 'rest' : 'closed';
}

/** What is read aloud on a screen. */
export function spoken(state: KioskState): string {
  const t = kioskTexts[state.lang];
  const { visit, data, lang } = state;
  if (state.gone) return `${t.goneTitle}. ${t.goneLead}`;
  if (visit.phase === 'thanks') return `${t.thanksTitle} ${t.thanksKept}`;
  if (visit.phase === 'rest') {
    if (!state.open) return `${t.closedTitle}. ${t.closedLead}`;
    return data.services.length > 1
      ? `${t.chooseService} ${data.services.map(({ name }) => name).join('. ')}`
      : `${data.services[0]?.name ?? data.unitName}. ${t.startLead}`;
  }
  const screen = screenOf(state);
  if (!screen) return '';
  if (screen.kind === 'about') return `${t.aboutTitle}. ${t.aboutLead}`;
  if (screen.kind === 'comment') return `${t.comment}. ${t.optional}. ${t.commentHint}`;
  const question = screen.question[lang];
  return 'options' in screen ? `${question} ${t.answers(screen.options.map(({ label }) => label[lang]).join('. '))}` : question;
}
