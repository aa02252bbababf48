/** The device's own store: answers that wait, what was sent, and forms that are half filled in. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { QueuedAnswer } from '../../rules/queue.ts';

export interface Draft {
  readonly code: string;
  readonly at: number;
  readonly fields: Readonly<Record<string, string>>;
}

interface Kept extends DBSchema {
  answers: { key: string; value: QueuedAnswer };
  drafts: { key: string; value: Draft };
}

/** Null where the browser keeps nothing (private windows of some): then the form sends itself as it always does. */
export async function openKept(): Promise<IDBPDatabase<Kept> | null> {
  try {
    const kept = await openDB<Kept>('suara', 1, {
      upgrade(db) {
        db.createObjectStore('answers', { keyPath: 'id' });
        db.createObjectStore('drafts', { keyPath: 'code' });
      },
    });
    return kept;
  } catch {
    return null;
  }
}

export type KeptStore = NonNullable<Awaited<ReturnType<typeof openKept>>>;
