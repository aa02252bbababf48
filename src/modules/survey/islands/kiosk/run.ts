/** Runs a kiosk: what a touch does, what time does, and what of it is drawn. */
import { h, render } from 'preact';
import { newId } from '../../../../kernel/ids.ts';
import { afterTime, isOpenAt, type KioskData, secondsLeft, stepFrom, type Visit } from '../../rules/kiosk.ts';
import { hasArrived, type QueuedAnswer } from '../../rules/queue.ts';
import { kioskTexts } from '../../texts/kiosk.ts';
import { openKept } from '../queue/kept.ts';
import { createPanel, type Panel } from '../queue/panel.ts';
import { startSending } from '../queue/sending.ts';
import { createDelivering } from './delivering.ts';
import { createDrafts } from './drafts.ts';
import { renew, standBy } from './page-copy.ts';
import { canCheckPin, pinWait, tryPin } from './pin.ts';
import { createSpeech } from './speech.ts';
import { instrumentFor, type KioskActs, type KioskState, type Lang, screenKey, screenOf, spoken } from './state.ts';
import { Kiosk } from './view.tsx';

/** How often a kiosk at rest asks for other settings, in milliseconds. */
const renewEvery = 15 * 60_000;

export async function runKiosk(place: HTMLElement, first: KioskData): Promise<void> {
  let data = first;
  let lang: Lang = 'id';
  let visit: Visit = { phase: 'rest' };
  let touched = Date.now();
  let renewed = Date.now();
  let gone = false;
  let readAll = data.settings.readAloud;
  let officer: KioskState['officer'] = 'no';
  let pinWrong = false;
  let problem: string | null = null;
  /** Of an answer that went straight to the server. */
  let receipt: string | null = null;
  let sending = false;
  let queue: readonly QueuedAnswer[] = [];
  let shown = '';
  let warned = false;
  let focusBefore: Element | null = null;

  const kept = data.preview ? null : await openKept();
  const speech = createSpeech(() => show());
  const drafts = createDrafts(kept, data.code);
  const sender = kept && startSending(kept, changed);
  const panel: Panel | null = kept && sender && createPanel('id', kept, () => sender);
  const delivering = createDelivering(kept, sender, changed);

  function changed(answers: readonly QueuedAnswer[]): void {
    queue = answers;
    panel?.show(answers);
    show();
  }

  function state(): KioskState {
    const now = Date.now();
    const { phase } = visit;
    const given = phase === 'thanks' ? queue.find(({ id }) => visit.phase === 'thanks' && id === visit.id) : undefined;
    return {
      data,
      lang,
      visit,
      open: isOpenAt(data.settings.hours, new Date(now), data.timeZone),
      gone,
      secondsLeft: secondsLeft(visit, touched, now, data.settings.idleSeconds),
      waiting: queue.filter((one) => !hasArrived(one)).length,
      receipt: receipt ?? (given && 'receipt' in given ? given.receipt : null),
      canSpeak: speech.can(lang),
      readAll,
      canFull: document.fullscreenEnabled && !document.fullscreenElement,
      officer,
      pinWait: officer === 'pin' ? pinWait(now) : 0,
      pinWrong,
      canCheckPin: canCheckPin(),
      problem,
    };
  }

  function show(): void {
    const now = state();
    const key = screenKey(now);
    document.documentElement.lang = lang;
    render(h(Kiosk, { state: now, acts }), place);
    const queuePlace = officer === 'menu' ? place.querySelector('#queue') : null;
    // Moved only once: an element that is moved loses the focus.
    if (panel && queuePlace && panel.node.parentNode !== queuePlace) queuePlace.append(panel.node);
    const warns = now.secondsLeft !== null && officer === 'no';
    if (key !== shown) {
      if (shown !== '') place.querySelector('h1')?.focus();
      scrollTo(0, 0);
      if (readAll && officer === 'no') speech.say(spoken(now), lang);
      else speech.stop();
      shown = key;
    }
    if (warns && !warned) {
      focusBefore = document.activeElement;
      speech.say(kioskTexts[lang].warnSpoken, lang);
      place.querySelector<HTMLElement>('.warn button')?.focus();
    } else if (!warns && warned && focusBefore instanceof HTMLElement && focusBefore.isConnected) focusBefore.focus();
    warned = warns;
  }

  function become(next: Visit): void {
    if (next.phase === 'rest' && visit.phase !== 'rest') {
      // The next person finds the kiosk as it is set up, and nothing of the one before.
      lang = 'id';
      readAll = data.settings.readAloud;
    }
    visit = next;
    problem = null;
    receipt = null;
    void drafts.keep(visit);
    show();
  }

  function move(step: 1 | -1, fields: Readonly<Record<string, string>>): void {
    if (visit.phase !== 'asking') return;
    const next = stepFrom(instrumentFor(state())?.screens ?? [], visit.at, step, fields);
    become(next.at < 0 ? { phase: 'rest' } : { ...visit, ...next });
  }

  const without = (fields: Readonly<Record<string, string>>, name: string) =>
    Object.fromEntries(Object.entries(fields).filter(([one]) => one !== name));

  async function send(): Promise<void> {
    const instrument = instrumentFor(state());
    if (visit.phase !== 'asking' || !instrument || sending) return;
    const { id, service, fields, began } = visit;
    if (data.preview) return become({ phase: 'thanks', since: Date.now(), id });
    sending = true;
    const given = await delivering.give(id, data.code, {
      instrument: instrument.id,
      service,
      channel: 'kiosk',
      fields: { ...fields, look: instrument.look },
      took_ms: Date.now() - began,
      lang,
    });
    sending = false;
    if (given === null) {
      problem = kioskTexts[lang].notSent;
      return show();
    }
    become({ phase: 'thanks', since: Date.now(), id });
    receipt = given.receipt;
    show();
  }

  async function refresh(): Promise<void> {
    renewed = Date.now();
    const found = await renew();
    const t = kioskTexts[lang];
    if (officer === 'menu') problem = found === null ? t.menuRefreshFailed : t.menuRefreshed;
    if (found !== null && visit.phase === 'rest') {
      gone = found === 'gone';
      if (found !== 'gone') data = found;
    }
    show();
  }

  const acts: KioskActs = {
    start: (service) => become({ phase: 'asking', id: newId(), service, at: 0, fields: {}, began: Date.now() }),
    answer: (name, given) => {
      const screen = screenOf(state());
      if (visit.phase !== 'asking' || !screen) return;
      const value = given.trim();
      if (screen.kind === 'number' && value !== '') {
        const [least, most] = screen.range;
        if (!/^\d{1,4}$/.test(value) || Number(value) < least || Number(value) > most) {
          problem = kioskTexts[lang].age;
          return show();
        }
      }
      const rest = without(visit.fields, name);
      const fields = value === '' ? rest : { ...rest, [name]: value };
      if (screen.kind !== 'comment') return move(1, fields);
      visit = { ...visit, fields };
      void drafts.keep(visit);
      void send();
    },
    toggle: (name) => {
      if (visit.phase !== 'asking') return;
      const { [name]: on, ...rest } = visit.fields;
      visit = { ...visit, fields: on === undefined ? { ...visit.fields, [name]: '1' } : rest };
      void drafts.keep(visit);
      show();
    },
    go: (step) => {
      if (visit.phase !== 'asking') return;
      const screen = screenOf(state());
      const skipped = step === 1 && screen && 'name' in screen ? without(visit.fields, screen.name) : visit.fields;
      move(step, skipped);
    },
    send: () => void send(),
    done: () => become({ phase: 'rest' }),
    stay: () => touch(),
    switchLang: () => {
      lang = lang === 'id' ? 'en' : 'id';
      if (readAll) speech.say(spoken(state()), lang);
      show();
    },
    full: () => void document.documentElement.requestFullscreen().catch(() => {}),
    leaveFull: () => void document.exitFullscreen().catch(() => {}),
    readNow: () => speech.say(spoken(state()), lang),
    switchReading: () => {
      readAll = !readAll;
      if (readAll) speech.say(spoken(state()), lang);
      else speech.stop();
      show();
    },
    officer: (to) => {
      officer = to;
      pinWrong = false;
      problem = to === 'menu' && kept === null && !data.preview ? kioskTexts[lang].menuUnkept : null;
      show();
    },
    pin: async (pin) => {
      const { pin: check } = data.settings;
      if (check === null || pinWait(Date.now()) > 0) return;
      if (await tryPin(pin, check)) return acts.officer('menu');
      pinWrong = true;
      show();
    },
    refresh: () => void refresh(),
    leave: () => location.assign(`/kode/${encodeURIComponent(data.code)}/kios`),
  };

  function touch(): void {
    touched = Date.now();
    if (warned) show();
    if (visit.phase === 'asking') void drafts.keep(visit);
  }

  // While it warns, a touch or key counts when it is over: otherwise the warning would be gone before the button is released, and Enter would
  // answer the question behind it.
  addEventListener('pointerdown', () => warned || touch());
  addEventListener('click', touch);
  addEventListener('input', touch);
  addEventListener('keyup', () => warned && touch());
  addEventListener('keydown', (event) => {
    if (warned) return;
    touch();
    const screen = screenOf(state());
    const inBox = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (officer !== 'no' || inBox || !screen || !('options' in screen)) return;
    const option = screen.options[Number(event.key) - 1];
    if (!/^[1-9]$/.test(event.key) || !option) return;
    if (screen.kind === 'several') acts.toggle(option.value);
    else acts.answer(screen.name, option.value);
  });
  document.addEventListener('fullscreenchange', show);
  setInterval(() => {
    const now = Date.now();
    const left = now - touched >= data.settings.idleSeconds * 1000;
    if (officer !== 'no' && left) officer = 'no';
    const next = officer === 'no' ? afterTime(visit, touched, now, data.settings.idleSeconds) : visit;
    if (next !== visit) become(next);
    else show();
    if (visit.phase === 'rest' && officer === 'no' && !data.preview && now - renewed >= renewEvery) void refresh();
  }, 1000);

  if (kept) changed(await kept.getAll('answers'));
  const draft = await drafts.find();
  if (
    draft &&
    Date.now() - draft.touched < data.settings.idleSeconds * 1000 &&
    data.services.some(({ id }) => id === draft.visit.service)
  ) {
    touched = draft.touched;
    visit = draft.visit;
  }
  show();
  if (data.preview) return;
  // Going back leads nowhere: a visitor does not leave the kiosk by accident.
  history.pushState(null, '');
  addEventListener('popstate', () => history.pushState(null, ''));
  void standBy();
  await delivering.tidy();
  void sender?.now();
}
