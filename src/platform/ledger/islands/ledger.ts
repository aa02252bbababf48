/** Checks the ledger where the visitor sits: nothing that the server says of itself is believed. Remembers the last head in this browser. */
import { sha256 } from '../../../kernel/sha256.ts';
import {
  checkHead,
  checkLog,
  checkRemembered,
  type Finding,
  type InclusionProof,
  isIncluded,
  type LogState,
  type PublishedSum,
  sumsOf,
  webCryptoVerify,
} from '../check.ts';
import { ledgerTexts } from '../texts.ts';

const lang = document.documentElement.lang === 'en' ? 'en' : 'id';
const t = ledgerTexts[lang];
const tools = { hash: sha256, verify: webCryptoVerify };
const number = new Intl.NumberFormat(lang === 'en' ? 'en-GB' : 'id-ID');

/** The sum of a result on this site; none where nothing is asked for. */
async function publishedSums(address: string): Promise<PublishedSum[]> {
  if (address === '') return [];
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: HTTP ${answer.status}`);
  const { ledger } = (await answer.json()) as { ledger: PublishedSum | null };
  return ledger ? sumsOf(ledger) : [];
}

for (const box of document.querySelectorAll<HTMLElement>('[data-module="ledger"]')) {
  const base = box.dataset.base ?? '';
  const place = `suara ledger ${base}`;
  const list = box.querySelector('ul');
  const status = box.querySelector<HTMLElement>('[role="status"]');
  if (!list || !status) continue;
  const source = async (path: string): Promise<string> => {
    const answer = await fetch(`${base}/${path}`, { cache: 'no-cache' });
    if (!answer.ok) throw new Error(`${path}: HTTP ${answer.status}`);
    return answer.text();
  };
  let bad = false;
  const say = ({ what, ok, detail }: Finding): void => {
    if (ok === false) bad = true;
    const line = document.createElement('li');
    line.dataset.ok = String(ok);
    line.textContent = `${ok === null ? '?' : ok ? '✔' : '✘'} ${t.what[what]}: ${ok === null ? t.unknown : ok ? t.yes : t.no} (${detail})`;
    list.append(line);
  };
  const remembered = (): { key: string; note: string } | null => {
    try {
      return JSON.parse(localStorage.getItem(place) ?? 'null');
    } catch {
      return null;
    }
  };
  /** The key of last time must be that of this time. What failed is not remembered. */
  const finish = (state: LogState | null): void => {
    const known = remembered();
    if (known && state && known.key !== state.key) say({ what: 'key', ok: false, detail: state.key });
    if (state && !bad)
      try {
        localStorage.setItem(place, JSON.stringify({ key: state.key, note: state.note }));
      } catch {
        // Without a store of its own the browser remembers nothing; the check itself stands.
      }
    status.textContent = bad ? t.bad : t.allGood;
  };
  const run = async (check: (kept: readonly string[]) => AsyncGenerator<Finding, LogState | null>): Promise<void> => {
    list.replaceChildren();
    bad = false;
    const pasted = box.querySelector('textarea')?.value.trim();
    const known = remembered();
    try {
      const findings = check([...(known ? [known.note] : []), ...(pasted ? [pasted] : [])]);
      let next = await findings.next();
      for (; !next.done; next = await findings.next()) say(next.value);
      finish(next.value);
    } catch (error) {
      say({ what: 'read', ok: false, detail: (error as Error).message });
      status.textContent = t.bad;
    }
  };

  const whole = box.querySelector<HTMLButtonElement>('button[type="button"]');
  whole?.addEventListener('click', () => {
    const onProgress = (done: number, of: number) => {
      status.textContent = t.progress(number.format(done), number.format(of));
    };
    void run(async function* (kept) {
      return yield* checkLog(source, tools, {
        remembered: kept,
        results: await publishedSums(box.dataset.result ?? ''),
        onProgress,
      });
    });
  });

  const { position, leaf } = box.dataset;
  async function* checkReceipt(kept: readonly string[]): AsyncGenerator<Finding, LogState | null> {
    const state = yield* checkHead(source, tools);
    if (!state) return null;
    const proof = JSON.parse(await source(`bukti/${position}.json?ukuran=${state.head.size}`)) as InclusionProof;
    const ok = proof.note === state.note && isIncluded(sha256, proof, leaf ?? '');
    yield { what: 'leaf', ok, detail: `${position} / ${state.head.size}` };
    for (const note of kept) yield await checkRemembered(source, tools, state, note);
    return state;
  }
  box.hidden = false;
  if (position && leaf) void run(checkReceipt);
}
