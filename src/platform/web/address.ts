/** Addresses that hold what was asked for, so that a view can be sent as a link. */

/** `path` with every value that is not empty. */
export function addressWith(path: string, asked: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
  return query.size > 0 ? `${path}?${query}` : path;
}
