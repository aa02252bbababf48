import type { VNode } from 'preact';
import type { Db } from '../db/db.ts';
import type { Reply } from './module.ts';

/** An HTML page. `title` is the document's title; the shell component inside `body` draws the h1. */
export function page(title: string, body: VNode, status = 200, cookies: readonly string[] = []): Reply {
  return { kind: 'page', status, title, body, cookies };
}

/** Whether a browser that follows `path` stays in this house. Browsers drop tabs and line breaks from addresses, so none may be in it. */
export function isLocalPath(path: string): boolean {
  const here = 'http://here.invalid';
  return /^\/[\x21-\x7e]*$/.test(path) && URL.canParse(path, here) && new URL(path, here).origin === here;
}

/** 303 See Other: after a write, the browser GETs the new place. Local paths only. */
export function redirect(location: string, cookies: readonly string[] = []): Reply {
  if (!isLocalPath(location)) throw new Error(`not a local path: ${location}`);
  return { kind: 'redirect', location, cookies };
}

/** 303 to another site: only to an address that a checked setting of the office led to, never to one that a visitor gives. */
export function leave(url: URL): Reply {
  return { kind: 'redirect', location: url.href };
}

/** A file for downloading. The name is ASCII letters, digits, dots and dashes. */
export function download(name: string, type: string, body: string | Uint8Array | NodeJS.ReadableStream): Reply {
  return {
    kind: 'raw',
    status: 200,
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name.replace(/[^A-Za-z0-9._-]/g, '-')}"` },
    body,
  };
}

/** A file for downloading that lies in the database in pieces. */
export function downloadPieces(
  name: string,
  type: string,
  size: number,
  piece: (db: Db, place: number) => Promise<Uint8Array | null>,
): Reply {
  const { headers } = download(name, type, '') as Extract<Reply, { kind: 'raw' }>;
  return { kind: 'pieces', headers: { ...headers, 'content-length': String(size) }, piece };
}

/** Bytes with their own headers, e.g. the precompressed survey form. */
export function raw(body: string | Uint8Array, headers: Readonly<Record<string, string>>, status = 200): Reply {
  return { kind: 'raw', status, headers, body };
}
