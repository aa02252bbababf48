/**
 * A form with a file (multipart/form-data, RFC 7578). The file is received completely before the handler's transaction begins: a slow
 * sender must not hold a connection. It lies in a temporary folder that is gone when the answer has been sent.
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../../kernel/problem.ts';
import type { ReceivedFile } from '../files/store.ts';
import type { House } from './house.ts';

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

async function receive(request: FastifyRequest): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields[part.fieldname] = part.value;
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
    if (part.file.truncated) throw new Problem('web.too_large');
    const file: ReceivedFile = { path, name: plainName(part.filename), size, sha256: hash.digest() };
    fields[part.fieldname] = file;
  }
  return fields;
}

/** What came as a file under this name; null when none was chosen. Nothing that a sender writes can look like one. */
export function receivedFile(body: unknown, name: string): ReceivedFile | null {
  const value = (body as Record<string, unknown> | null)?.[name];
  return value !== null && typeof value === 'object' && 'sha256' in value ? (value as ReceivedFile) : null;
}

/** Lets the routes mounted on `app` take files of at most `maxBytes` from people who are signed in. */
export async function acceptUploads(app: FastifyInstance, house: House, maxBytes: number): Promise<void> {
  await app.register(import('@fastify/multipart'), {
    limits: { fileSize: maxBytes, files: 1, fields: 50, fieldSize: 20_000, parts: 60 },
  });
  const clean = async (request: FastifyRequest) => {
    if (request.suaraUpload) await rm(request.suaraUpload, { recursive: true, force: true });
  };
  app.addHook('preValidation', async (request) => {
    // Before a byte is written: a stranger fills no disk.
    const who = await house.sessions.resolve(request.headers);
    if (!who) throw new Problem('auth.signed_out');
    if (who.needsSecondFactor) throw new Problem('auth.second_factor_needed');
    if (!request.isMultipart()) {
      // Another kind of body brings no file, whatever it holds; only its token is looked at.
      const token = (request.body as { _csrf?: unknown } | null | undefined)?._csrf;
      request.body = typeof token === 'string' ? { _csrf: token } : {};
      return;
    }
    try {
      request.body = await receive(request);
    } catch (error) {
      await clean(request);
      throw error;
    }
  });
  app.addHook('onResponse', clean);
}
