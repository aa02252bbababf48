/**
 * The survey form with a memory: what is half filled in is there again, what cannot be sent waits on the device. Without it, or where the
 * browser keeps nothing, the form sends itself as forms do.
 */
import { newId } from '../../../../kernel/ids.ts';
import { formLangOf } from '../../rules/languages.ts';
import { afterAttempt, hasArrived, type QueuedDelivery } from '../../rules/queue.ts';
import { queueTexts } from '../../texts/queue.ts';
import { offerReading } from '../aloud/reading.ts';
import { openKept } from '../queue/kept.ts';
import { createPanel } from '../queue/panel.ts';
import { attempt, type Sender, startSending } from '../queue/sending.ts';

const form = document.querySelector<HTMLFormElement>('form[action^="/s/"]');
const lang = document.documentElement.lang === 'en' ? 'en' : 'id';
const t = queueTexts[lang];
const large = /[?&]besar=1(&|$)/.test(location.search);
/** A form left half filled for longer than this is somebody else's business by now. */
const draftLifeMs = 24 * 3600 * 1000;
/** Fields of the visit, not of the person. */
const ofVisit = new Set(['nonce', 'instrument', 'look', 'channel', 'lang', 'service']);

// Browsers before 2020 keep the plain form.
if (form && 'replaceChildren' in form) {
  const page = `<!doctype html>${document.documentElement.outerHTML}`;
  void remember(form);
  // Never the page of one person: one that came back holds what was given.
  if (!document.querySelector('[role="alert"]') && !/[?&]kirim\b/.test(location.search)) void standBy(page);
  offerReading(form);
}

/** Makes the page open without a network too. `page` is it as it came: asking for it again would cost the visitor as much again. */
async function standBy(page: string): Promise<void> {
  if (!('serviceWorker' in navigator && 'caches' in globalThis && crypto.subtle)) return;
  try {
    await navigator.serviceWorker.register('/s/pekerja.js', { scope: '/s/' });
    const hashes: string[] = [];
    for (const { textContent } of document.querySelectorAll('style')) {
      const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(textContent ?? ''));
      hashes.push(`'sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}'`);
    }
    const store = await caches.open('suara-formulir-1');
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src ${hashes.join(' ')}; img-src data:; script-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'`,
    };
    const nameless = page.replace(/(name="nonce" value=")[^"]*/, '$1');
    await store.put(location.href.split('#')[0] ?? location.href, new Response(nameless, { headers }));
    const script = document.querySelector<HTMLScriptElement>('script[src]');
    // Out of the browser's own store: it was loaded a moment ago.
    if (script) await store.add(new Request(script.src, { cache: 'force-cache' }));
  } catch {
    // Without it the form works as long as there is a network.
  }
}

/** A random name for this device, another one every day: it tells that one phone sent much on one day, and never that it came back. */
function deviceOfToday(): string | undefined {
  const today = new Date().toDateString();
  try {
    const [day, kept] = (localStorage.getItem('suara-hari-ini') ?? '').split('|');
    if (day === today && kept) return kept;
    const made = newId();
    localStorage.setItem('suara-hari-ini', `${today}|${made}`);
    return made;
  } catch {
    return undefined;
  }
}

async function remember(form: HTMLFormElement): Promise<void> {
  const store = await openKept();
  if (!store) return;
  const kept = store;
  const code = decodeURIComponent(location.pathname.split('/')[2] ?? '');
  const began = Date.now();
  const nonce = form.elements.namedItem('nonce');
  // A page that was kept on the device has no id of its own: several people may fill it in.
  let id = (nonce instanceof HTMLInputElement && nonce.value.split('.')[0]) || newId();

  let sender: Sender;
  const panel = createPanel(lang, kept, () => sender);
  form.before(panel.node);
  form.after(panel.way);
  sender = startSending(kept, panel.show);
  // What earlier visits sent is nobody's business at a device that several people use.
  for (const one of await kept.getAll('answers')) if (hasArrived(one)) await kept.delete('answers', one.id);
  panel.show(await kept.getAll('answers'));
  void sender.now();

  const read = (): Record<string, string> => {
    const fields: Record<string, string> = {};
    for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value !== '') fields[name] = value;
    return fields;
  };

  const ofPerson = () => Object.fromEntries(Object.entries(read()).filter(([name]) => !ofVisit.has(name)));
  const save = () => void kept.put('drafts', { code, at: Date.now(), fields: ofPerson() });

  // A form that came back with errors holds what was given already.
  const cameBack = document.querySelector('[role="alert"]') !== null;
  const draft = await kept.get('drafts', code);
  // Who began before this script had come keeps what they have.
  const shared = form.elements.namedItem('channel');
  if (shared instanceof HTMLInputElement && shared.value === 'kiosk') await kept.delete('drafts', code);
  else if (Object.keys(ofPerson()).length > 0) save();
  else if (draft && !cameBack && Date.now() - draft.at < draftLifeMs) restore(draft.fields);

  function restore(fields: Readonly<Record<string, string>>): void {
    let restored = 0;
    for (const [name, value] of Object.entries(fields)) {
      const field = form.elements.namedItem(name);
      if (ofVisit.has(name) || !field) continue;
      if (field instanceof RadioNodeList || field instanceof HTMLInputElement) {
        const radio = [...form.querySelectorAll<HTMLInputElement>('input[type=radio]')].find(
          (one) => one.name === name && one.value === value,
        );
        if (radio) radio.checked = true;
        else if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = true;
        else if (field instanceof HTMLInputElement) field.value = value;
      } else if (field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) field.value = value;
      restored++;
    }
    if (restored === 0) return;
    const note = document.createElement('p');
    note.className = 'p h';
    note.setAttribute('role', 'status');
    note.lang = lang;
    const anew = document.createElement('a');
    anew.href = location.href;
    anew.textContent = t.startOver;
    anew.addEventListener('click', (event) => {
      event.preventDefault();
      form.reset();
      void kept.delete('drafts', code);
      note.remove();
    });
    note.append(`${t.restored} `, anew);
    form.before(note);
  }

  let saving: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener('input', () => {
    clearTimeout(saving);
    saving = setTimeout(save, 300);
  });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });

  async function send(): Promise<void> {
    clearTimeout(saving);
    const button = form.querySelector<HTMLButtonElement>('button[type=submit]');
    const label = button?.textContent ?? '';
    if (button) {
      button.disabled = true;
      button.textContent = t.sending;
    }
    const { nonce: _nonce, instrument = '', channel = 'link', lang: chosen, service, ...fields } = read();
    const at = new Date();
    const delivery: QueuedDelivery = {
      id,
      instrument,
      ...(service === undefined ? {} : { service }),
      channel,
      fields,
      answered_at: at.toISOString(),
      took_ms: at.getTime() - began,
      device: deviceOfToday(),
      lang: formLangOf(chosen) ?? lang,
    };
    const one = { id, code, at: at.toISOString(), attempts: 0, state: 'waiting' as const, delivery };
    // First kept, then sent: whatever happens from here on, it is not lost.
    try {
      await kept.put('answers', one);
    } catch {
      // A device without room: the form sends itself, as forms do.
      form.submit();
      return;
    }
    const next = afterAttempt(one, await attempt(one, delivery));
    if (next.state === 'sent') {
      const { receipt } = next;
      await kept.delete('drafts', code);
      await kept.delete('answers', id);
      const way = [...(channel === 'link' ? [] : [`k=${channel}`]), ...(large ? ['besar=1'] : [])].join('&');
      location.assign(`/s/${encodeURIComponent(code)}/tanda/${receipt}${way && `?${way}`}`);
      return;
    }
    if (next.state !== 'waiting') {
      // The server explains it best, on its own page: this is the same send again, under the same id. Until it has a receipt what was
      // given stays here as a draft, should the network go or the tab be closed now.
      if (next.state === 'refused') await kept.put('drafts', { code, at: Date.now(), fields: ofPerson() }).catch(() => {});
      else await kept.delete('drafts', code);
      await kept.delete('answers', id);
      if (nonce instanceof HTMLInputElement && nonce.value === '') nonce.value = `${id}.0.0`;
      form.submit();
      return;
    }
    await kept.delete('drafts', code);
    panel.show(await kept.getAll('answers'));
    void sender.now();
    if (button) {
      button.disabled = false;
      button.textContent = label;
      button.hidden = true;
      const again = document.createElement('button');
      again.type = 'button';
      again.lang = lang;
      again.textContent = t.again;
      again.addEventListener('click', () => {
        form.reset();
        id = newId();
        if (nonce instanceof HTMLInputElement) nonce.value = '';
        again.remove();
        button.hidden = false;
        const title = document.querySelector('h1');
        if (title) title.tabIndex = -1;
        title?.focus();
        scrollTo(0, 0);
      });
      button.after(again);
    }
    panel.lead();
  }
}
