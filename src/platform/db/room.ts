import { statfsSync } from 'node:fs';

/** Bytes on the disk of a folder: what is free to us, and all of it. Null where there is no such folder. */
export function roomOf(folder: string): { readonly free: number; readonly whole: number } | null {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder);
    return { free: bavail * bsize, whole: blocks * bsize };
  } catch {
    return null;
  }
}
