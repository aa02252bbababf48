/** Reads the imports of src/ and fails on a wrong room, a wrong arrow, an undeclared `uses`, a second door or a database opened outside a store. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { modules } from '../src/modules.ts';
import { packageRoot } from '../src/platform/root.ts';

const src = join(packageRoot, 'src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/.test(file));
const isTest = (file: string) => /\.test\.tsx?$/.test(file);

interface Import {
  readonly from: string;
  readonly to: string;
  readonly names: string;
}

/** Relative imports of a file, as paths below src/. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(src, file), 'utf8');
  const found = text.matchAll(/(?:import|export)\s+(?:type\s+)?([^'";]*?)\s*from\s*'(\.[^']+)'|import\('(\.[^']+)'\)/g);
  return [...found].map((match) => ({
    from: file,
    names: match[1] ?? '',
    to: normalize(relative(src, join(src, dirname(file), match[2] ?? match[3] ?? ''))).replaceAll('\\', '/'),
  }));
}

const imports = files.filter((file) => !isTest(file)).flatMap(importsOf);
const moduleOf = (file: string) => /^modules\/([^/]+)\//.exec(file)?.[1];
/** The room of a module's file: `store` for store.ts, store.test.ts and store/answers.ts. */
const roomOf = (file: string) => /^modules\/[^/]+\/([^/.]+)/.exec(file)?.[1] ?? '';
const show = (each: Import) => `${each.from} → ${each.to}`;

const mayImport: Record<string, readonly string[]> = {
  law: [],
  rules: ['law'],
  access: ['rules'],
  inputs: ['rules', 'law', 'texts'],
  tables: ['rules', 'law'],
  store: ['tables', 'rules', 'law'],
  actions: ['rules', 'law', 'access', 'inputs', 'store'],
  routes: ['inputs', 'access', 'actions', 'store', 'pages', 'rules', 'law', 'texts'],
  pages: ['rules', 'law', 'texts', 'inputs'],
  texts: ['law', 'rules'],
  jobs: ['actions', 'store', 'rules'],
  commands: ['actions', 'store', 'inputs', 'rules', 'law', 'texts'],
  islands: ['rules', 'texts'],
};

describe('the house', () => {
  test('has files to look at', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(100);
  });

  test('kernel imports nothing else, platform no module, nobody imports the demonstration but its doors', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        (from.startsWith('kernel/') && !to.startsWith('kernel/')) ||
        (from.startsWith('platform/') && !/^(kernel|platform)\//.test(to)) ||
        (from.startsWith('modules/') && !/^(kernel|platform|modules)\//.test(to)) ||
        (from.startsWith('demo/') && to.startsWith('modules/') && !/^modules\/[^/]+\/index\.ts$/.test(to)),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  test('platform knows no word of a module', () => {
    const wrong = files.filter(
      (file) => file.startsWith('platform/') && modules.some(({ name }) => file.split('/').includes(name)),
    );
    expect(wrong).toEqual([]);
  });

  test('every folder of modules/ is on the map and every module of the map exists', () => {
    const folders = [...new Set(files.map(moduleOf).filter((name) => name !== undefined))].toSorted();
    expect(folders).toEqual(modules.map(({ name }) => name).toSorted());
  });

  test('a module is used through its door, from a higher level, as declared', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [mine, other] = [moduleOf(from), moduleOf(to)];
      if (!mine || !other || mine === other) return false;
      const [me, them] = [modules.find(({ name }) => name === mine), modules.find(({ name }) => name === other)];
      return !/^modules\/[^/]+\/index\.ts$/.test(to) || !me?.uses.includes(other) || (them?.level ?? 99) >= me.level;
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test('declared uses are lower modules of the map', () => {
    for (const { level, uses } of modules)
      for (const used of uses) expect(modules.find(({ name }) => name === used)?.level ?? 99).toBeLessThan(level);
  });

  test('rooms have the names of the plan', () => {
    const known = new Set([...Object.keys(mayImport), 'index', 'fixtures', 'README']);
    expect(files.filter((file) => moduleOf(file) && !isTest(file) && !known.has(roomOf(file)))).toEqual([]);
  });

  test('arrows between the rooms of one module', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (!moduleOf(from) || moduleOf(from) !== moduleOf(to)) return false;
      const [mine, other] = [roomOf(from), roomOf(to)];
      return mine !== other && mine !== 'index' && !mayImport[mine]?.includes(other);
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test('law and rules are pure: kernel only, no platform, no Node', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        ['law', 'rules', 'access'].includes(roomOf(from)) && to.startsWith('platform/') && !/platform\/auth\/index\.ts$/.test(to),
    );
    expect(wrong.map(show)).toEqual([]);
    const node = files.filter(
      (file) =>
        !isTest(file) &&
        (['law', 'rules'].includes(roomOf(file)) || file.startsWith('kernel/')) &&
        /from 'node:/.test(readFileSync(join(src, file), 'utf8')),
    );
    expect(node).toEqual([]);
  });

  test('only stores open the database, only platform/auth makes scopes', () => {
    const opens = imports
      .filter(({ to, names }) => to === 'platform/db/db.ts' && /\bopen(Pool)?\b/.test(names))
      .map(({ from }) => from);
    expect(opens.filter((file) => !/(^|\/)store(\/[^/]+)?\.ts$/.test(file) && !file.startsWith('platform/db/'))).toEqual([]);
    const issues = imports
      .filter(({ to, names }) => to === 'platform/auth/scope.ts' && /\bissueScope\b/.test(names))
      .map(({ from }) => from);
    expect(issues.filter((file) => !file.startsWith('platform/auth/'))).toEqual([]);
  });

  test('the environment is read in one place', () => {
    const readers = files.filter((file) => !isTest(file) && /process\.env\b/.test(readFileSync(join(src, file), 'utf8')));
    expect(readers.filter((file) => !['platform/config.ts', 'main.ts', 'cli.ts'].includes(file))).toEqual([]);
  });

  test('no file is a catch-all, none is over 400 lines', () => {
    // In org a "service" is what the office offers to people, a word of the law, not a layer.
    const catchAll = /(^|\/)(utils?|helpers?|common|misc|services?)(\.tsx?|\/)/;
    expect(files.filter((file) => catchAll.test(file) && !file.startsWith('modules/org/'))).toEqual([]);
    const long = files.filter((file) => !isTest(file) && readFileSync(join(src, file), 'utf8').split('\n').length > 401);
    expect(long).toEqual([]);
  });

  test('main.ts and cli.ts stay thin', () => {
    for (const file of ['main.ts', 'cli.ts'])
      expect(readFileSync(join(src, file), 'utf8').split('\n').length).toBeLessThanOrEqual(31);
  });

  test('every module says what it is', () => {
    for (const { name } of modules)
      expect(readFileSync(join(src, 'modules', name, 'README.md'), 'utf8').length).toBeGreaterThan(200);
  });
});
