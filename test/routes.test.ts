/** Every route of the running house: whoever is not signed in gets nothing from a staff route, and every public one says why it is public. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { houseDoors } from '../src/app.ts';
import { packageRoot } from '../src/platform/root.ts';
import { isPrivate } from '../src/platform/web/module.ts';
import { createClient, testHouse } from './house.ts';
import { foundTestOffice } from './office.ts';

const house = await testHouse();
const officer = await house.signIn();
const routes = houseDoors(house.app).flatMap((door) => door.routes);
const fill = (path: string) => path.replace(/:[a-z_]+/gi, '00000000-0000-4000-8000-000000000000');

describe('routes', () => {
  test('are many, and each method and path is declared once', () => {
    const names = routes.map((route) => `${route.method} ${route.path}`);
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test('a public route says why', () => {
    for (const route of routes)
      if (route.access.kind === 'public') expect(route.access.reason.length, route.path).toBeGreaterThan(20);
  });

  // Whatever is not here is private: a new page that is the same for everybody is added by hand.
  test('what a cache may keep is the same for everybody, or a form that is being filled in', () => {
    expect(
      routes
        .filter(({ access }) => !isPrivate(access))
        .map(({ method, path }) => `${method} ${path}`)
        .toSorted(),
    ).toEqual(
      [
        'GET /',
        'GET /aksesibilitas',
        'GET /aturan-telaah',
        'GET /bantuan',
        'GET /buku',
        'GET /buku/:log',
        'GET /buku/:log/bukti/:file',
        'GET /buku/:log/isi/:file',
        'GET /buku/:log/jumlah.json',
        'GET /buku/:log/kepala.txt',
        'GET /buku/:log/kunci.txt',
        'GET /buku/:log/lanjutan/:file',
        'GET /buku/:log/petak/:level/:number',
        'GET /cara-menghitung',
        'GET /data-pribadi',
        'GET /data-pribadi/:office',
        'GET /ikm',
        'GET /ikm/:unit/:period',
        'GET /kios/:code',
        'GET /kios/pekerja.js',
        'GET /logo/:unit/:hash',
        'GET /peringkat',
        'GET /peringkat/:unit/:period',
        'GET /periksa',
        'GET /s/:code',
        'POST /s/:code',
        'GET /s/:code/isyarat/:address',
        'GET /s/:code/isyarat/:address/berkas',
        'GET /s/pekerja.js',
        'GET /sematan.js',
        'GET /sematan/:code',
        'POST /sematan/:code',
        'GET /tindak-lanjut/:unit/:period',
        'GET /u/:token',
        'POST /u/:token',
      ].toSorted(),
    );
  });

  test.each(routes.filter(({ access }) => isPrivate(access)).map(({ method, path }) => [method, path] as const))(
    'no cache keeps what is of one person or one office, nor a refusal of it: %s %s',
    async (method, path) => {
      const visitor = house.visitor();
      const key = { authorization: 'Bearer suara_forged' };
      const answers =
        method === 'GET'
          ? [await visitor.get(fill(path)), await visitor.get(fill(path), key), await officer.get(fill(path))]
          : [
              await visitor.post(fill(path), { _csrf: 'forged' }),
              await visitor.post(fill(path), {}, { origin: 'https://jahat.test' }),
              await visitor.post(fill(path), {}, { 'content-type': 'application/json' }),
            ];
      if (method === 'POST') {
        await visitor.get('/masuk');
        answers.push(await visitor.post(fill(path), {}));
      }
      for (const { status, headers } of answers)
        expect([status, headers['cache-control']]).toEqual([expect.any(Number), 'private, no-store']);
    },
  );

  test('only what the survey and the holder of a signed link send goes without the anti-forgery token', () => {
    expect(routes.filter((route) => route.csrf === false).map((route) => route.path)).toEqual([
      '/s/:code',
      '/s/:code/antar.json',
      '/sematan/:code',
      '/u/:token',
      '/u/berhenti/:token',
    ]);
  });

  test.each(routes.filter((route) => route.access.kind === 'staff').map((route) => [route.method, route.path] as const))(
    'signed out: %s %s gives nothing',
    async (method, path) => {
      const visitor = house.visitor();
      if (method === 'GET') {
        const answer = await visitor.get(fill(path));
        expect([answer.status, answer.location]).toEqual([303, `/masuk?ke=${encodeURIComponent(fill(path))}`]);
      } else {
        await visitor.get('/masuk');
        expect((await visitor.post(fill(path), {})).status).toBe(401);
      }
    },
  );

  test.each(routes.filter((route) => route.method === 'POST' && route.csrf !== false).map((route) => route.path))(
    'without the token: POST %s is refused',
    async (path) => {
      expect((await officer.post(fill(path), { _csrf: 'forged' })).status).toBe(403);
    },
  );

  test.each(
    routes
      .filter((route) => route.access.kind === 'staff' && route.path.includes(':'))
      .map((route) => [route.method, route.path] as const),
  )('an id that is not there: %s %s does not break', async (method, path) => {
    await officer.get('/akun');
    for (const target of [fill(path), path.replace(/:[a-z_]+/gi, "x'--"), path.replace(/:[a-z_]+/gi, '%00')]) {
      const answer = method === 'GET' ? await officer.get(target) : await officer.post(target, {});
      expect([303, 400, 404, 422], `${method} ${target}`).toContain(answer.status);
    }
  });

  test('what belongs to another office is not there: every address with its ids, read and written', async () => {
    const other = await foundTestOffice(house.db);
    const stranger = createClient(house.app);
    await stranger.get('/masuk');
    expect((await stranger.post('/masuk', { email: other.email, password: other.password })).status).toBe(303);
    const ids = [
      house.office.unitId,
      ...house.office.services.slice(0, 1).flatMap(({ id, code }) => [id, code]),
      house.office.officeCode,
      house.office.scope.actor.id,
    ];
    const questionnaire = /\/kuesioner\/([0-9a-f-]{36})/.exec((await officer.get('/kuesioner')).text)?.[1];
    expect(questionnaire).toBeDefined();
    ids.push(questionnaire ?? '');
    let asked = 0;
    for (const { method, path, access } of routes) {
      // A period's code names one's own period of that name: it is no id.
      if (access.kind !== 'staff' || !/:(?!code)[a-z_]+|kode\/:code/i.test(path)) continue;
      for (const id of ids) {
        const target = path.replace('/periode/:code', `/periode/${other.period.code}`).replace(/:[a-z_]+/gi, id);
        const answer = method === 'GET' ? await stranger.get(target) : await stranger.post(target, {});
        asked++;
        expect([404, 422], `${method} ${target}`).toContain(answer.status);
        expect(answer.text, `${method} ${target}`).not.toContain(house.office.email);
      }
    }
    expect(asked).toBeGreaterThan(100);
  });

  test('every action of the audit trail has words in both languages', async () => {
    const src = join(packageRoot, 'src');
    const actions = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name))
      .flatMap((name) =>
        [...readFileSync(join(src, name), 'utf8').matchAll(/action: '([a-z]+\.[a-z_]+)'/g)].map((match) => match[1] ?? ''),
      );
    expect(actions.length).toBeGreaterThan(20);
    const doors = houseDoors(house.app);
    for (const lang of ['id', 'en'] as const) {
      const words = Object.assign({}, ...doors.map((door) => door.audit?.[lang] ?? {}));
      expect(actions.filter((action) => !(action in words))).toEqual([]);
    }
    const trail = await officer.get('/kelola/jejak');
    expect(trail.text).toContain('Membuat instansi');
    expect(trail.text.replace(/<option[^>]*>/g, '')).not.toMatch(/org\.|survey\./);
  });

  test('help shows the menu to people who work here, and nothing of it to others', async () => {
    expect((await officer.get('/bantuan')).text).toContain('/kelola/jejak');
    expect((await house.visitor().get('/bantuan')).text).not.toContain('/kelola/jejak');
  });
});
