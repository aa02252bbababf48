/** The stand-alone verifier: bundled into one file that Node runs without any package (bootstrap/assets.mjs). */
import { readFileSync, writeFileSync } from 'node:fs';
import { sha256 } from '../../../kernel/sha256.ts';
import { checkLog, type Finding, type PublishedSum, sumsOf, webCryptoVerify } from '../check.ts';
import { ledgerTexts } from '../texts.ts';

interface Memory {
  readonly key: string;
  readonly note: string;
}

async function main(given: readonly string[]): Promise<number> {
  const t = ledgerTexts[given.includes('--en') ? 'en' : 'id'];
  const all = (name: string) => given.flatMap((word, at) => (word === name ? (given[at + 1] ?? []) : []));
  const address = given.find((word, at) => !word.startsWith('--') && !/^--(ingat|daun|hasil)$/.test(given[at - 1] ?? ''));
  if (!address || !URL.canParse(address)) {
    console.error(t.usage);
    return 2;
  }
  const base = address.replace(/\/+$/, '');
  const text = async (url: string): Promise<string> => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: HTTP ${answer.status}`);
    return answer.text();
  };
  const [file] = all('--ingat');
  const memory = file === undefined ? {} : readMemory(file);
  const known = memory[base];
  let bad = false;
  const say = ({ what, ok, detail }: Finding): void => {
    if (ok === false) bad = true;
    console.log(
      `${ok === null ? '?' : ok ? '✔' : '✘'} ${t.what[what]}: ${ok === null ? t.unknown : ok ? t.yes : t.no} (${detail})`,
    );
  };
  try {
    const results = await Promise.all(
      all('--hasil').map(async (url) => sumsOf((JSON.parse(await text(url)) as { ledger: PublishedSum }).ledger)),
    );
    const findings = checkLog(
      (path) => text(`${base}/${path}`),
      { hash: sha256, verify: webCryptoVerify },
      { remembered: known ? [known.note] : [], leaves: all('--daun'), results: results.flat() },
    );
    let next = await findings.next();
    for (; !next.done; next = await findings.next()) say(next.value);
    const state = next.value;
    if (!state) return 1;
    if (known && known.key !== state.key) say({ what: 'key', ok: false, detail: state.key });
    // A log that failed is not remembered: the next check must find the same again.
    if (file !== undefined && !bad)
      writeFileSync(file, `${JSON.stringify({ ...memory, [base]: { key: state.key, note: state.note } }, null, 2)}\n`);
  } catch (error) {
    say({ what: 'read', ok: false, detail: (error as Error).message });
  }
  console.log(bad ? t.bad : t.allGood);
  return bad ? 1 : 0;
}

function readMemory(file: string): Record<string, Memory> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

process.exitCode = await main(process.argv.slice(2));
