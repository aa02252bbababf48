/** Every route of the running house: whoever is not signed in gets nothing from a staff route, and every public one says why it is public. */
import { describe, expect, test } from 'vitest';
import { houseDoors } from '../src/app.ts';
import { testHouse } from './house.ts';

const house = await testHouse();
const routes = houseDoors(house.app).flatMap((door) => door.routes);
const fill = (path: string) => path.replace(/:[a-z_]+/gi, '00000000-0000-4000-8000-000000000000');

describe('routes', () => {
  test('are many, and each method and path is declared once', () => {
    const names = routes.map((route) => `${route.method} ${route.path}`);
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test('a public route says why', () => {
    for (const route of routes) if (route.access.kind === 'public') expect(route.access.reason.length, route.path).toBeGreaterThan(20);
  });

  test('only the survey form goes without the anti-forgery token', () => {
    expect(routes.filter((route) => route.csrf === false).map((route) => route.path)).toEqual(['/s/:code']);
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
      const officer = await house.signIn();
      expect((await officer.post(fill(path), { _csrf: 'forged' })).status).toBe(403);
    },
  );

  test.each(routes.filter((route) => route.access.kind === 'staff' && route.path.includes(':')).map((route) => [route.method, route.path] as const))(
    'an id that is not there: %s %s does not break',
    async (method, path) => {
      const officer = await house.signIn();
      await officer.get('/akun');
      for (const target of [fill(path), path.replace(/:[a-z_]+/gi, "x'--"), path.replace(/:[a-z_]+/gi, '%00')]) {
        const answer = method === 'GET' ? await officer.get(target) : await officer.post(target, {});
        expect([303, 400, 404, 422], `${method} ${target}`).toContain(answer.status);
      }
    },
  );
});
