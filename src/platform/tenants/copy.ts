/** A copy of all that an office owns, as one archive: its tables from the catalogue, what the modules add, its files, and a README. */
import type { JobScope } from '../auth/index.ts';
import { listMembers } from '../auth/index.ts';
import type { Db } from '../db/db.ts';
import type { ArchiveFile } from '../files/archive.ts';
import { findPiece, listUploads } from '../files/store.ts';
import { formatDateTime, formatInteger } from '../i18n/index.ts';
import { JobStopped } from '../jobs/index.ts';
import type { ModuleDoor } from '../web/module.ts';
import { listCopies, listOwnedTables, readLines } from './store.ts';
import { ownTables } from './texts.ts';

/** What the copy is made of and signed with. */
export interface CopySource {
  readonly office: string;
  readonly timeZone: string;
  readonly doors: readonly Pick<ModuleDoor, 'tables' | 'copies'>[];
  readonly at: Date;
  readonly signal: AbortSignal;
}

/** Their content lies in `berkas/`. */
const asFiles = new Set(['files_chunk']);

/** What each table holds, as the README says it. */
export function tableMeanings(doors: CopySource['doors']): Readonly<Record<string, string>> {
  return Object.assign({}, ownTables, ...doors.map(({ tables }) => tables ?? {}));
}

/** The files, one after the other: each must be read to its end before the next is asked for. `tx` sees one moment. */
export async function* copyFiles(tx: Db, scope: JobScope, source: CopySource): AsyncGenerator<ArchiveFile> {
  const lines: string[] = [];
  const meanings = tableMeanings(source.doors);
  for (const table of await listOwnedTables(tx)) {
    if (asFiles.has(table.name)) continue;
    let rows = 0;
    const content = async function* () {
      for await (const some of readLines(tx, scope, table)) {
        if (source.signal.aborted) throw new JobStopped();
        rows += some.length;
        yield `${some.join('\n')}\n`;
      }
    };
    const name = `tabel/${table.name}.ndjson`;
    yield { name, content: content() };
    lines.push(`${name} (${formatInteger(rows, 'id')} baris): ${meanings[table.name] ?? table.name}`);
  }
  yield { name: 'akun.ndjson', content: accounts(tx, scope) };
  let more = 0;
  for (const { copies } of source.doors)
    if (copies)
      for await (const file of copies(tx, scope)) {
        if (source.signal.aborted) throw new JobStopped();
        more++;
        yield file;
      }
  const own = new Set((await listCopies(tx, scope, 1000)).map(({ uploadId }) => uploadId));
  const uploads = (await listUploads(tx, scope)).filter(({ id }) => !own.has(id));
  for (const { id, name } of uploads) yield { name: `berkas/${id}-${plain(name)}`, content: pieces(tx, scope, id) };
  yield { name: 'BACA-SAYA.txt', content: once(readme(source, lines, more, uploads.length)) };
}

/** A name that no unpacking program takes for a path. */
const plain = (name: string): string => name.replace(/[^\p{L}\p{N}._ -]/gu, '_').replace(/^\.+/, '_');

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

/** Names behind the ids in the tables; no addresses, nothing to sign in with. */
async function* accounts(tx: Db, scope: JobScope): AsyncGenerator<string> {
  for (const { id, name, role } of await listMembers(tx, scope)) yield `${JSON.stringify({ id, name, role })}\n`;
}

async function* pieces(tx: Db, scope: JobScope, id: string): AsyncGenerator<Uint8Array> {
  for (let place = 0; ; place++) {
    const piece = await findPiece(tx, scope, id, place);
    if (!piece) return;
    yield piece;
  }
}

function readme({ office, timeZone, at }: CopySource, tables: readonly string[], more: number, uploads: number): string {
  return `SALINAN DATA ${office.toUpperCase()}

Keadaan pada ${formatDateTime(at, timeZone, 'id')}. Dibuat oleh Suara untuk administrator instansi.

Salinan ini memuat jawaban dan saran warga. Perlakukan seperti arsip instansi: simpan di tempat yang hanya dapat dibuka petugas yang berhak.

CARA MEMBACA
Berkas .ndjson memuat satu objek JSON tiap baris (UTF-8). Waktu ditulis dalam UTC. Kolom bita ditulis heksadesimal dengan awalan \\x.
Kolom tenant_id sama di semua baris: nomor instansi ini. Kolom lain yang berakhiran _id menunjuk baris di tabel lain.

TABEL
${tables.join('\n')}

BERKAS LAIN
akun.ndjson: nama dan peran petugas di balik nomor akun dalam tabel. Surel tidak disertakan.
hasil/: setiap hasil yang terbit sebagai JSON, sama dengan yang dilihat umum, satu berkas tiap versi.
buku/kunci.txt: kunci pemeriksa buku publik. buku/kepala.txt: kepala terakhir yang ditandatangani.
buku/petak/: petak pohon buku publik, sama dengan yang dapat diunduh umum. Isi daunnya ada di tabel/ledger_leaf.ndjson.
(Semuanya ${formatInteger(more, 'id')} berkas.)
berkas/: ${formatInteger(uploads, 'id')} berkas yang pernah diunggah dan masih disimpan.

YANG TIDAK ADA DI SINI
Kata sandi, kunci rahasia, sesi, tautan undangan, dan garam daun buku publik tidak pernah disertakan dalam salinan.
`;
}
