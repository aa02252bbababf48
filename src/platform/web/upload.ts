/**
 * A form with a file (multipart/form-data, RFC 7578). The file is received completely before the handler's transaction begins: a slow
 * sender must not hold a connection. It lies in a temporary folder that is gone when the answer has been sent.
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../../kernel/problem.ts';
import type { ReceivedFile } from '../files/store.ts';
import type { House } from './house.ts';
import { type Access, mayUse } from './module.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The temporary folder of what was received. */
    suaraUpload?: string;
  }
}

/** The name for people: no folder, no control characters, not endless. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return last.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 150);
}

/** A file that came over the wire. Its own class: what a sender writes into a field can never be one. */
class Received implements ReceivedFile {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: Buffer;

  constructor(path: string, name: string, size: number, sha256: Buffer) {
    this.path = path;
    this.name = name;
    this.size = size;
    this.sha256 = sha256;
  }
}

/** Nothing of it was stored. */
export function largerThan(bytes: number): Problem {
  const limit = bytes < 1024 * 1024 ? `${Math.floor(bytes / 1024)} KB` : `${Math.floor(bytes / 1024 / 1024)} MB`;
  return new Problem('web.too_large', { limit });
}

/** More of a body than this is not even read away. */
const mostReadAway = 32 * 1024 * 1024;

/**
 * Reads away what is still on its way and was refused: whoever is answered in the middle of sending sees a broken connection in the place of
 * the answer (RFC 9112 §9.6).
 */
export async function readToEnd(body: IncomingMessage): Promise<void> {
  let read = 0;
  if (Number(body.headers['content-length']) > mostReadAway) return;
  try {
    // Not destroyed when enough is read: the answer goes the same way back.
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      read += (chunk as Buffer).length;
      if (read > mostReadAway) return;
    }
  } catch {
    // The sender went away.
  }
}

async function receive(request: FastifyRequest, most: number): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      // A part may claim to be JSON and then is an object: a form sends text, and nothing else is taken.
      fields[part.fieldname] = typeof part.value === 'string' ? part.value : '';
      continue;
    }
    // A form sent without a chosen file has an empty name, and its stream must be read all the same.
    if (part.filename === '' || fields[part.fieldname] !== undefined) {
      part.file.resume();
      continue;
    }
    request.suaraUpload ??= await mkdtemp(join(tmpdir(), 'suara-upload-'));
    const path = join(request.suaraUpload, part.fieldname.replace(/\W/g, '_'));
    const hash = createHash('sha256');
    let size = 0;
    await pipeline(
      part.file,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          size += chunk.length;
          hash.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(path, { mode: 0o600 }),
    );
    if (part.file.truncated) throw largerThan(most);
    fields[part.fieldname] = new Received(path, plainName(part.filename), size, hash.digest());
  }
  return fields;
}

/** What came as a file under this name; null when none was chosen. */
export function receivedFile(body: unknown, name: string): ReceivedFile | null {
  const value = (body as Record<string, unknown> | null)?.[name];
  return value instanceof Received ? value : null;
}

/** Uploads that one account may have on their way at one time. */
const mostAtOnce = 2;
/** Folders of a process that was killed are nobody's after this time. */
const forgottenAfterMs = 3_600_000;

async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!/^suara-(?:upload|import|export)-/.test(name)) continue;
    const path = join(tmpdir(), name);
    const age = Date.now() - ((await stat(path).catch(() => null))?.mtimeMs ?? Date.now());
    if (age > forgottenAfterMs) await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

/** Lets one route take files of at most `maxBytes`. Who it is for is asked before a byte is written: a stranger fills no disk. */
export async function acceptUploads(
  app: FastifyInstance,
  house: House,
  route: { readonly access: Access; readonly upload: number },
): Promise<void> {
  await sweep();
  await app.register(import('@fastify/multipart'), {
    limits: { fileSize: route.upload, files: 1, fields: 50, fieldSize: 20_000, parts: 60 },
  });
  const onTheWay = new Map<string, number>();
  app.addHook('preValidation', async (request, reply) => {
    const who = await house.sessions.resolve(request.headers);
    if (!who) throw new Problem('auth.signed_out');
    if (who.needsSecondFactor) throw new Problem('auth.second_factor_needed');
    if (route.access.kind === 'staff' && !mayUse(route.access, 'POST', who)) throw new Problem('web.forbidden');
    if (route.access.kind === 'operator' && !who.operator) throw new Problem('web.forbidden');
    if (!request.isMultipart()) {
      // Another kind of body brings no file, whatever it holds; only its token is looked at.
      const token = (request.body as { _csrf?: unknown } | null | undefined)?._csrf;
      request.body = typeof token === 'string' ? { _csrf: token } : {};
      return;
    }
    const count = onTheWay.get(who.actor.id) ?? 0;
    if (count >= mostAtOnce) throw new Problem('web.too_many', { seconds: 30 });
    onTheWay.set(who.actor.id, count + 1);
    // Also when the sender goes away before the answer: then there is no answer to hook on to.
    reply.raw.once('close', () => {
      if (request.suaraUpload) rm(request.suaraUpload, { recursive: true, force: true }).catch(() => {});
      const left = (onTheWay.get(who.actor.id) ?? 1) - 1;
      if (left > 0) onTheWay.set(who.actor.id, left);
      else onTheWay.delete(who.actor.id);
    });
    request.body = await receive(request, route.upload);
  });
}
