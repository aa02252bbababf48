/** What is kept on this device, each with its state, and what can be done with it. */
import { hasArrived, mergeQueues, type QueuedAnswer, queueFile, readQueueFile } from '../../rules/queue.ts';
import { queueTexts } from '../../texts/queue.ts';
import type { KeptStore } from './kept.ts';
import type { Sender } from './sending.ts';

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = element('button', '', label);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}

/** The place in an address that shows the panel also where nothing is kept. */
const place = 'antrean';

export interface Panel {
  readonly node: HTMLElement;
  /** For the end of a page: whoever comes with a file from another device is led to the panel, which has nothing to show yet. */
  readonly way: HTMLElement;
  show(answers: readonly QueuedAnswer[]): void;
  /** Leads whoever has just sent something here: what they pressed is gone. */
  lead(): void;
}

/**
 * `sender` may come later: the panel shows what is kept before anything is sent. Its parts stay where they are and only their words change, so
 * that nobody's focus is lost, and what is new is said by a screen reader.
 */
export function createPanel(lang: 'id' | 'en', kept: KeptStore, sender: () => Sender): Panel {
  const t = queueTexts[lang];
  const body = element('div', 'g');
  const node = element('section', 'p', body);
  node.id = place;
  node.hidden = true;
  // The page around it may be in a language that the panel does not speak.
  node.lang = lang;
  node.setAttribute('aria-label', t.title);
  const heading = element('h2', '');
  heading.tabIndex = -1;
  const why = element('p', '', t.waiting);
  const empty = element('p', '', t.empty);
  const list = element('ul', '');
  const status = element('p', 'h');
  status.setAttribute('role', 'status');
  let ofFile = '';
  let ofSending = '';
  const say = () => {
    status.textContent = [ofFile, ofSending].filter(Boolean).join(' ');
  };

  const load = element('input', '');
  load.type = 'file';
  load.accept = 'application/json,.json';
  load.hidden = true;
  load.addEventListener('change', async () => {
    const text = (await load.files?.[0]?.text()) ?? '';
    load.value = '';
    const found = readQueueFile(text);
    ofFile = found ? t.loaded(found.answers.length, found.broken) : t.loadFailed;
    ofSending = '';
    say();
    if (!found) return;
    for (const one of mergeQueues(await kept.getAll('answers'), found.answers)) await kept.put('answers', one);
    show(await kept.getAll('answers'));
    await sender().now();
  });
  const save = async (): Promise<void> => {
    const link = element('a', '');
    link.href = URL.createObjectURL(new Blob([queueFile(await kept.getAll('answers'))], { type: 'application/json' }));
    link.download = `antrean-suara-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  const clear = async (): Promise<void> => {
    for (const one of await kept.getAll('answers')) if (hasArrived(one)) await kept.delete('answers', one.id);
    show(await kept.getAll('answers'));
  };
  const sending = [button(t.sendNow, () => void sender().now()), button(t.save, () => void save())];
  const clearing = button(t.clear, () => void clear());
  const loading = button(t.load, () => load.click());
  const parts = [heading, why, empty, list, status, ...sending, clearing, loading, load];

  const stateOf = (one: QueuedAnswer): string => {
    if (one.state === 'sent') return t.states.sent(one.receipt);
    if (one.state === 'refused') return t.states.refused(one.why);
    return t.states[one.state];
  };
  const lineOf = (one: QueuedAnswer): HTMLElement => {
    const at = new Date(one.at);
    const time = at.toLocaleString(lang === 'id' ? 'id-ID' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short' });
    const tries = one.state === 'waiting' && one.attempts > 0 ? ` (${t.attempts(one.attempts)})` : '';
    return element('li', '', `${time} · ${one.code}: ${stateOf(one)}${tries}`);
  };

  let before: ReadonlyMap<string, QueuedAnswer['state']> = new Map();
  /** What came of those that waited when it was last shown. */
  function tell(answers: readonly QueuedAnswer[]): void {
    const come = answers.filter(({ id, state }) => state !== 'waiting' && before.get(id) === 'waiting');
    const sent = come.filter(({ state }) => state === 'sent').length;
    before = new Map(answers.map(({ id, state }) => [id, state]));
    if (come.length === 0) return;
    ofSending = [sent > 0 ? t.sent(sent) : '', come.length > sent ? t.held(come.length - sent) : ''].filter(Boolean).join(' ');
    say();
  }

  function show(answers: readonly QueuedAnswer[]): void {
    const waits = answers.some((one) => !hasArrived(one));
    const { activeElement } = document;
    // With nothing kept it is out of the way, but for who comes to load a file from another device.
    node.hidden = answers.length === 0 && location.hash !== `#${place}`;
    if (node.hidden) body.replaceChildren();
    else if (!body.firstChild) body.append(...parts);
    heading.textContent = waits ? t.waitingTitle : t.title;
    why.hidden = !waits;
    empty.hidden = answers.length > 0;
    list.hidden = answers.length === 0;
    list.replaceChildren(...[...answers].sort((a, b) => (a.at < b.at ? 1 : -1)).map(lineOf));
    for (const one of sending) one.hidden = !waits;
    clearing.hidden = !answers.some(hasArrived);
    tell(answers);
    if (activeElement instanceof HTMLElement && activeElement.hidden && node.contains(activeElement)) heading.focus();
  }
  const link = element('a', '', t.fromFile);
  link.href = `#${place}`;
  const way = element('p', 'p z', link);
  way.lang = lang;
  const lead = () => {
    node.scrollIntoView({ block: 'start' });
    heading.focus({ preventScroll: true });
  };
  addEventListener('hashchange', async () => {
    show(await kept.getAll('answers'));
    if (!node.hidden && location.hash === `#${place}`) lead();
  });
  return { node, way, show, lead };
}
