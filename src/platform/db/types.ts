import pg from 'pg';

const { builtins } = pg.types;
const dateArray = 1182;
const int8Array = 1016;

function toSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a JavaScript number`);
  return value;
}

const asText = (text: string): string => text;

/**
 * How column values arrive in JavaScript: `bigint` (and its arrays) as safe integers, since counts and sums of answers fit 2^53;
 * `date` stays the text `YYYY-MM-DD`, which no time zone can shift. All others as `pg` reads them.
 */
export const columnTypes = {
  // The two formats of pg are told apart by its own overloads; ours are all text.
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      if (oid === builtins.INT8) return toSafeInteger;
      if (oid === builtins.DATE) return asText;
      if (oid === int8Array)
        return (text: string) => parseArray(text).map((item) => (item === null ? null : toSafeInteger(item)));
      if (oid === dateArray) return parseArray;
    }
    return pg.types.getTypeParser(oid as Parameters<typeof pg.types.getTypeParser>[0], format as 'text');
  },
};

/** A one-dimensional array of plain items (numbers, dates) in PostgreSQL's text form. */
function parseArray(text: string): (string | null)[] {
  const inner = text.slice(text.indexOf('{') + 1, -1);
  return inner === '' ? [] : inner.split(',').map((item) => (item === 'NULL' ? null : item));
}
