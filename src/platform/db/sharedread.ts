/**
 * One read for all who ask the same at once. Whoever comes while it is under way shares the next one, which begins after they came: nobody is
 * told what was read before they asked, and the load itself sets how many share.
 *
 *     const glances = createSharedRead<Visit | null>();
 *     const visit = await glances(code, () => findVisit(root, scope, code));
 */

/** Reads with equal keys must be the same read. A read that fails fails for those who share it. */
export function createSharedRead<Value>(): (key: string, read: () => Promise<Value>) => Promise<Value> {
  const underWay = new Map<string, { next: PromiseWithResolvers<Value> | null }>();

  async function run(key: string, read: () => Promise<Value>): Promise<Value> {
    const line: { next: PromiseWithResolvers<Value> | null } = { next: null };
    underWay.set(key, line);
    try {
      return await read();
    } finally {
      underWay.delete(key);
      if (line.next) run(key, read).then(line.next.resolve, line.next.reject);
    }
  }

  return (key, read) => {
    const line = underWay.get(key);
    if (!line) return run(key, read);
    line.next ??= Promise.withResolvers<Value>();
    return line.next.promise;
  };
}
