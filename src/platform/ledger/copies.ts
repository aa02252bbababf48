/** The public ledger as files, in the shapes of its public addresses: for an office's copy of its data. */
import type { JobScope } from '../auth/index.ts';
import type { Db } from '../db/db.ts';
import type { ArchiveFile } from '../files/archive.ts';
import { originOf } from './index.ts';
import { verifierKey } from './signing.ts';
import { findHead, findLog, listLevel } from './store.ts';

const tilesAtOnce = 200;

async function* once(content: string | Uint8Array): AsyncGenerator<string | Uint8Array> {
  yield content;
}

/** The key, the newest head and every tile. */
export async function* ledgerCopies(db: Db, scope: JobScope): AsyncGenerator<ArchiveFile> {
  const [log, head] = [await findLog(db, scope), await findHead(db, scope)];
  if (log) yield { name: 'buku/kunci.txt', content: once(`${verifierKey(originOf(scope), log.publicKey)}\n`) };
  if (head) yield { name: 'buku/kepala.txt', content: once(head.note) };
  for (let level = 0; ; level++) {
    let next = 0;
    for (let more = true; more; ) {
      const tiles = await listLevel(db, scope, level, next, tilesAtOnce);
      for (const { number, hashes } of tiles)
        yield { name: `buku/petak/${level}/${number}`, content: once(Uint8Array.from(hashes)) };
      next = (tiles.at(-1)?.number ?? next) + 1;
      more = tiles.length === tilesAtOnce;
    }
    if (next === 0 || (await listLevel(db, scope, level + 1, 0, 1)).length === 0) return;
  }
}
