/**
 * No store function touches an office's rows without a scope: for every one a call is written with a scope made by hand, all of it but
 * the brand, and the compiler must refuse every such call and none of the right ones.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { packageRoot } from '../src/platform/root.ts';

const src = join(packageRoot, 'src');
const stores = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /(^|\/)store(\/[^/]+)?\.ts$/.test(file) && !/\.test\.ts$/.test(file),
);
/** Tables of tenants, by the policy that each has; a view of one counts as the table. */
const tenantTables = readdirSync(join(packageRoot, 'migrations')).flatMap((file) =>
  [...readFileSync(join(packageRoot, 'migrations', file), 'utf8').matchAll(/create policy tenant on (\w+)/g)].map(
    ([, name]) => name ?? '',
  ),
);
/**
 * Words that are no touch in one file: the directory's word for a kind of public name is no table, and the public list reads headlines, which the
 * policy `published` gives to everybody (migrations/0045).
 */
const harmless = [
  ['platform/auth/store/directory.ts', 'survey_code'],
  ['modules/ikm/store/published.ts', 'ikm_figure'],
] as const;
const mention = new RegExp(`\\b(?:${tenantTables.join('|')}|[a-z]+_[a-z]+_v)\\b`);
const cache = join(packageRoot, 'node_modules', '.cache');
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, 'suara-scopes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The functions of a file that say something to a tenant's table, themselves or through another function of the file. */
function touching(file: string): string[] {
  const word = harmless.find(([end]) => file.endsWith(end))?.[1] ?? '\0';
  const text = readFileSync(file, 'utf8').replaceAll(word, '');
  const parts = [
    ...text.matchAll(/^(export )?(?:async )?function\*? (\w+)[\s\S]*?^}$/gm),
    ...text.matchAll(/^(export )?const (\w+)\b[^\n]*=(?:[^\n]*;$|[\s\S]*?^\S*;$)/gm),
  ].map((match) => ({
    name: match[2] ?? '',
    isPublic: match[1] !== undefined && !/^export const \w+[^=]*= (?!async|\()/.test(match[0]),
    body: match[0].replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
  }));
  const found = new Set(parts.filter(({ body }) => mention.test(body)).map(({ name }) => name));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { name, body } of parts)
      if ([...found].some((other) => other !== name && new RegExp(`\\b${other}\\b`).test(body))) found.add(name);
  }
  return parts.filter(({ name, isPublic }) => isPublic && found.has(name)).map(({ name }) => name);
}

const compile = async (cases: readonly { readonly file: string; readonly names: readonly string[] }[]): Promise<string[]> => {
  const path = (file: string) => `./${relative(folder, file).replaceAll('\\', '/')}`;
  const lines = cases
    .filter(({ names }) => names.length > 0)
    .flatMap(({ file, names }, at) => [
      `import type * as store${at} from '${path(file)}';`,
      ...names.flatMap((name) => [
        `declare const ${name}${at}: typeof store${at}.${name};`,
        `declare const right_${name}${at}: Parameters<typeof store${at}.${name}>;`,
        `declare const handmade_${name}${at}: Handmade<Parameters<typeof store${at}.${name}>>;`,
        `void ${name}${at}(...right_${name}${at});`,
        `// @ts-expect-error ${name}: a scope that platform/auth did not make`,
        `void ${name}${at}(...handmade_${name}${at});`,
      ]),
    ]);
  writeFileSync(
    join(folder, 'calls.ts'),
    [
      `import type { OperatorScope, Scope } from '${path(join(src, 'platform/auth/scope.ts'))}';`,
      'type Unbranded<S> = S extends unknown ? { [K in keyof S as K extends string ? K : never]: S[K] } : never;',
      'type Handmade<P extends readonly unknown[]> = { [I in keyof P]: P[I] extends Scope | OperatorScope ? Unbranded<P[I]> : P[I] };',
      ...lines,
    ].join('\n'),
  );
  const config = { extends: path(join(packageRoot, 'tsconfig.json')), include: [], files: ['calls.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const tsc = join(packageRoot, 'node_modules/typescript/bin/tsc');
  const run = promisify(execFile)(process.execPath, [tsc, '--noEmit', '-p', folder], { maxBuffer: 2 ** 24 });
  const output = await run.then(
    ({ stdout }) => stdout,
    (error: { stdout?: string }) => error.stdout ?? String(error),
  );
  const calls = readFileSync(join(folder, 'calls.ts'), 'utf8').split('\n');
  return output
    .split('\n')
    .filter((line) => line.includes('error TS'))
    .map((line) => {
      const [, number = '', , code = ''] = /calls\.ts\((\d+),(\d+)\): error (TS\d+)/.exec(line) ?? [];
      return number === '' ? line : `${code} ${calls[Number(number) - 1]}`;
    });
};

test('every store function that touches an office’s rows refuses a scope made by hand', { timeout: 180_000 }, async () => {
  const cases = stores.map((file) => ({ file: join(src, file), names: touching(join(src, file)) }));
  expect(cases.flatMap(({ names }) => names).length).toBeGreaterThan(120);
  expect(cases.find(({ file }) => file.endsWith('org/store/places.ts'))?.names).toEqual(
    expect.arrayContaining(['listUnits', 'insertOffice', 'setServiceRetired', 'searchPlaces']),
  );
  expect(await compile(cases)).toEqual([]);
});

test('one that takes none, or only its shape, is found', { timeout: 180_000 }, async () => {
  const file = join(folder, 'store.ts');
  const db = relative(folder, join(src, 'platform/db/db.ts'));
  const auth = relative(folder, join(src, 'platform/auth/scope.ts'));
  writeFileSync(
    file,
    `import { type Db, open, type Scope as Least } from '${db}';
import type { TenantScope } from '${auth}';
export async function listAll(db: Db): Promise<unknown[]> {
  return open<any>(db).selectFrom('org_unit').selectAll().execute();
}
export async function listShape(db: Db, scope: Least): Promise<unknown[]> {
  return open<any>(db).selectFrom('org_unit').where('tenant_id', '=', scope.tenantId).selectAll().execute();
}
export async function listOwn(db: Db, scope: TenantScope): Promise<unknown[]> {
  return listShape(db, scope);
}
`,
  );
  const names = touching(file);
  expect(names).toEqual(['listAll', 'listShape', 'listOwn']);
  expect(await compile([{ file, names }])).toEqual([
    'TS2578 // @ts-expect-error listAll: a scope that platform/auth did not make',
    'TS2578 // @ts-expect-error listShape: a scope that platform/auth did not make',
  ]);
});
