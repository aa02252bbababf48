/** Files kept in the database: uploads until a job is done with them, and what a page shows (migrations/0009). */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { newId } from '../../kernel/ids.ts';
import type { OfficeScope, Scope } from '../auth/scope.ts';
import { type Db, open } from '../db/db.ts';

interface UploadTable {
  tenant_id: string;
  id: string;
  name: string;
  size: number;
  sha256: Buffer;
  created_at: Date;
}

interface ChunkTable {
  tenant_id: string;
  upload_id: string;
  place: number;
  bytes: Buffer;
}

interface FilesTables {
  files_upload: UploadTable;
  files_chunk: ChunkTable;
}

/** A file that was received and lies in a temporary folder. */
export interface ReceivedFile {
  readonly path: string;
  /** As the sender's computer calls it; for people, never a path. */
  readonly name: string;
  readonly size: number;
  readonly sha256: Buffer;
}

/** Bytes of every piece but the last. */
export const pieceBytes = 512 * 1024;

/** Keeps a received file; returns its id. */
export async function insertUpload(tx: Db, scope: OfficeScope, file: ReceivedFile, at: Date): Promise<string> {
  const id = newId();
  const tables = open<FilesTables>(tx);
  await tables
    .insertInto('files_upload')
    .values({ tenant_id: scope.tenantId, id, name: file.name, size: file.size, sha256: file.sha256, created_at: at })
    .execute();
  let place = 0;
  for await (const bytes of createReadStream(file.path, { highWaterMark: pieceBytes })) {
    await tables
      .insertInto('files_chunk')
      .values({ tenant_id: scope.tenantId, upload_id: id, place, bytes: bytes as Buffer })
      .execute();
    place++;
  }
  return id;
}

/** One piece of a kept file, counted from 0; null after the last one, or when the file was removed. */
export async function findPiece(db: Db, scope: Scope, id: string, place: number): Promise<Buffer | null> {
  const chunk = await open<FilesTables>(db)
    .selectFrom('files_chunk')
    .select('bytes')
    .where('tenant_id', '=', scope.tenantId)
    .where('upload_id', '=', id)
    .where('place', '=', place)
    .executeTakeFirst();
  return chunk?.bytes ?? null;
}

/** All bytes of a kept file, for one small enough to be held; null when it was removed. */
export async function readUpload(db: Db, scope: Scope, id: string): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  for (let piece = await findPiece(db, scope, id, 0); piece; piece = await findPiece(db, scope, id, pieces.length))
    pieces.push(piece);
  return pieces.length === 0 ? null : Buffer.concat(pieces);
}

/** Puts other bytes in the place of a kept file's; its name and its id stay. */
export async function rewriteUpload(tx: Db, scope: OfficeScope, id: string, bytes: Buffer): Promise<void> {
  const tables = open<FilesTables>(tx);
  const sha256 = createHash('sha256').update(bytes).digest();
  await tables
    .updateTable('files_upload')
    .set({ size: bytes.length, sha256 })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .execute();
  await tables.deleteFrom('files_chunk').where('tenant_id', '=', scope.tenantId).where('upload_id', '=', id).execute();
  for (let place = 0; place * pieceBytes < bytes.length; place++)
    await tables
      .insertInto('files_chunk')
      .values({
        tenant_id: scope.tenantId,
        upload_id: id,
        place,
        bytes: bytes.subarray(place * pieceBytes, (place + 1) * pieceBytes),
      })
      .execute();
}

/** The kept files of an office, the oldest first. */
export async function listUploads(db: Db, scope: OfficeScope): Promise<{ id: string; name: string }[]> {
  return open<FilesTables>(db)
    .selectFrom('files_upload')
    .select(['id', 'name'])
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('id')
    .execute();
}

/** Writes a kept file to `path`, a piece at a time. False when it was removed. */
export async function writeUpload(db: Db, scope: OfficeScope, id: string, path: string): Promise<boolean> {
  const file = await openFile(path, 'w', 0o600);
  try {
    for (let place = 0; ; place++) {
      const piece = await findPiece(db, scope, id, place);
      if (!piece) return place > 0;
      await file.write(piece);
    }
  } finally {
    await file.close();
  }
}

/** Removes a kept file. Harmless when it is gone. */
export async function removeUpload(tx: Db, scope: OfficeScope, id: string): Promise<void> {
  const tables = open<FilesTables>(tx);
  await tables.deleteFrom('files_chunk').where('tenant_id', '=', scope.tenantId).where('upload_id', '=', id).execute();
  await tables.deleteFrom('files_upload').where('tenant_id', '=', scope.tenantId).where('id', '=', id).execute();
}
