/** `/buku`: what everybody may read of the logs. Everything below one log is open to other sites too, so that others can watch it. */
import { z } from 'zod';
import { Problem } from '../../kernel/problem.ts';
import { findLogScope, type PublicScope } from '../auth/index.ts';
import { type Db, enter } from '../db/db.ts';
import { openRoute, publicRoute, type Reply, type Route } from '../web/module.ts';
import { officesPerPage, onePage, pageAddress, pageQuery } from '../web/paging.ts';
import { isLocalPath, page, raw } from '../web/reply.ts';
import { blockLength } from './check.ts';
import { originOf } from './index.ts';
import { toBase64 } from './note.ts';
import { LedgerListPage, LedgerPage } from './pages.tsx';
import { consistencyPath, inclusionPath } from './proofs.ts';
import { verifierKey } from './signing.ts';
import { findHead, findLog, listBooks, listNumbered, listSizes, listSums, listTiles, type StoredHead } from './store.ts';

const open = publicRoute('Siapa pun boleh memeriksa bahwa tidak ada jawaban yang dibuang; daun tidak memuat isi jawaban.');

/** What a module knows of offices. */
interface Offices {
  /** The name and zone of an office, and the address that it gives to others; null where there is none. */
  readonly find: (
    db: Db,
    scope: PublicScope,
  ) => Promise<{ readonly name: string; readonly timeZone: string; readonly publicUrl: string | null } | null>;
  /** All that everybody may know of, by name. */
  readonly list: (db: Db) => Promise<readonly { readonly tenantId: string; readonly name: string }[]>;
}

const nothing = () => new Problem('ledger.unknown');
const shared = { 'access-control-allow-origin': '*' };
const [changing, lasting] = ['no-cache', 'public, max-age=31536000, immutable'];

function data(body: string | Uint8Array, type: string, keep: boolean): Reply {
  return raw(body, { ...shared, 'content-type': type, 'cache-control': keep ? lasting : changing });
}
const text = (body: string, keep = false) => data(body, 'text/plain; charset=utf-8', keep);
const json = (value: unknown) => data(`${JSON.stringify(value)}\n`, 'application/json; charset=utf-8', false);

const whole = z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const size = z.object({ ukuran: whole.optional().catch(undefined) }).catch({});
const log = z.object({ log: z.string() });
/** The last part of an address: a number with the ending of the file. */
const numbered = (ending: string) =>
  z.object({
    log: z.string(),
    file: z
      .string()
      .regex(new RegExp(`^\\d{1,15}\\.${ending}$`))
      .catch(''),
  });

/** Enters the log's tenant. @throws Problem ledger.unknown */
async function enterLog(db: Db, id: string): Promise<PublicScope> {
  const scope = await findLogScope(db, id);
  if (!scope) throw nothing();
  await enter(db, scope);
  return scope;
}

/** A head: the newest, or the one of that size. @throws Problem ledger.unknown */
async function headOf(db: Db, scope: PublicScope, wanted?: number): Promise<StoredHead> {
  const head = await findHead(db, scope, wanted);
  if (!head) throw nothing();
  return head;
}

function numberOf(file: string): number {
  if (file === '') throw nothing();
  return Number(file.split('.')[0]);
}

/** The routes. What an office is called is known by a module. */
export function ledgerRoutes(offices: Offices): readonly Route[] {
  return [
    openRoute({
      method: 'GET',
      path: '/buku',
      access: open,
      query: pageQuery,
      handler: async ({ db, query }) => {
        const books = await listBooks(db);
        const listed = (await offices.list(db)).filter(({ tenantId }) => books.has(tenantId));
        const { rows, ...place } = onePage(listed, query.hal, officesPerPage);
        const ids = rows.map(({ tenantId }) => tenantId);
        const sizes = await listSizes(db, ids);
        const logs = rows.map(({ tenantId, name }) => ({ href: `/buku/${tenantId}`, name, size: sizes.get(tenantId) ?? 0 }));
        return page('', <LedgerListPage logs={logs} place={place} hrefOf={(number) => pageAddress('/buku', {}, number)} />);
      },
    }),
    openRoute({
      method: 'GET',
      path: '/buku/:log',
      access: open,
      params: log,
      query: z
        .object({ daun: z.string().max(16).catch(''), sidik: z.string().max(60).catch(''), hasil: z.string().max(300).catch('') })
        .partial()
        .catch({}),
      handler: async ({ db, params, query, origin }) => {
        const scope = await enterLog(db, params.log);
        const [office, head, own] = [await offices.find(db, scope), await findHead(db, scope), await findLog(db, scope)];
        const base = `/buku/${scope.tenantId}`;
        return page(
          '',
          <LedgerPage
            view={{
              office: office?.name ?? '',
              timeZone: office?.timeZone ?? 'Asia/Jakarta',
              base,
              url: `${office?.publicUrl ?? origin}${base}`,
              key: own && verifierKey(originOf(scope), own.publicKey),
              head: head && { ...head, root: toBase64(head.root) },
              leaf: { position: query.daun?.trim() ?? '', hash: query.sidik?.trim() ?? '' },
              result: isLocalPath(query.hasil ?? '') ? (query.hasil ?? '') : '',
            }}
          />,
        );
      },
    }),
    openRoute({
      method: 'GET',
      path: '/buku/:log/kepala.txt',
      access: open,
      params: log,
      query: size,
      handler: async ({ db, params, query }) => {
        const { note } = await headOf(db, await enterLog(db, params.log), query.ukuran);
        return text(note, query.ukuran !== undefined);
      },
    }),
    openRoute({
      method: 'GET',
      path: '/buku/:log/kunci.txt',
      access: open,
      params: log,
      handler: async ({ db, params }) => {
        const scope = await enterLog(db, params.log);
        const own = await findLog(db, scope);
        if (!own) throw nothing();
        return text(`${verifierKey(originOf(scope), own.publicKey)}\n`);
      },
    }),
    openRoute({
      method: 'GET',
      path: '/buku/:log/isi/:file',
      access: open,
      params: numbered('txt'),
      handler: async ({ db, params }) => {
        const [first, scope] = [numberOf(params.file) * blockLength, await enterLog(db, params.log)];
        const leaves = await listNumbered(db, scope, first, blockLength);
        const lines = leaves.filter(({ position }) => position < first + blockLength).map(({ entry }) => `${entry}\n`);
        if (lines.length === 0) throw nothing();
        return text(lines.join(''), lines.length === blockLength);
      },
    }),
    openRoute({
      method: 'GET',
      path: '/buku/:log/petak/:level/:number',
      access: open,
      params: z.object({
        log: z.string(),
        level: z.string().regex(/^\d$/).catch(''),
        number: z
          .string()
          .regex(/^\d{1,15}$/)
          .catch(''),
      }),
      handler: async ({ db, params }) => {
        if (params.level === '' || params.number === '') throw nothing();
        const scope = await enterLog(db, params.log);
        const [tile] = await listTiles(db, scope, [{ level: Number(params.level), number: Number(params.number) }]);
        if (!tile) throw nothing();
        return data(tile.hashes, 'application/octet-stream', tile.hashes.length === blockLength * 32);
      },
    }),
    openRoute({
      method: 'GET',
      path: '/buku/:log/bukti/:file',
      access: open,
      params: numbered('json'),
      query: size,
      handler: async ({ db, params, query }) => {
        const [position, scope] = [numberOf(params.file), await enterLog(db, params.log)];
        const head = await headOf(db, scope, query.ukuran);
        const [leaf] = await listNumbered(db, scope, position, 1);
        if (leaf?.position !== position || position >= head.size) throw nothing();
        const path = (await inclusionPath(db, scope, position, head.size)).map(toBase64);
        return json({ position, size: head.size, entry: leaf.entry, path, note: head.note });
      },
    }),
    openRoute({
      method: 'GET',
      path: '/buku/:log/lanjutan/:file',
      access: open,
      params: numbered('json'),
      query: size,
      handler: async ({ db, params, query }) => {
        const [first, scope] = [numberOf(params.file), await enterLog(db, params.log)];
        const head = await headOf(db, scope, query.ukuran);
        if (first > head.size) throw nothing();
        const path = (await consistencyPath(db, scope, first, head.size)).map(toBase64);
        return json({ first, size: head.size, path, note: head.note });
      },
    }),
    openRoute({
      method: 'GET',
      path: '/buku/:log/jumlah.json',
      access: open,
      params: log,
      handler: async ({ db, params }) => {
        const scope = await enterLog(db, params.log);
        const head = await headOf(db, scope);
        const sums = [...(await listSums(db, scope))].map(([labels, sum]) => ({
          ...JSON.parse(labels),
          ...sum,
          n: sum.added - sum.removed,
        }));
        return json({ size: head.size, root: toBase64(head.root), sums });
      },
    }),
  ];
}
