import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePeriod } from '../../kernel/period.ts';
import { maySetUp } from './access.ts';
import {
  firstPeriods,
  isLoopbackIp,
  linesOf,
  listensToItselfOnly,
  neighbour,
  networkOrigins,
  populationFor,
  servicesOfText,
  steps,
} from './rules.ts';

describe('what was written', () => {
  it('becomes lines', () => {
    expect(linesOf(' UPT A \r\n\r\n- UPT  B\n1. UPT C\n• UPT D\nUPT A\n-\n')).toEqual(['UPT A', 'UPT B', 'UPT C', 'UPT D']);
    expect(linesOf('2 Ilir\n3.5 juta')).toEqual(['2 Ilir', '3.5 juta']);
  });

  it('becomes services', () => {
    expect(servicesOfText('Rekomendasi; 1.250; UPT A\nSurat, keterangan\t30\nPenitipan\n;;')).toEqual([
      { name: 'Rekomendasi', n: '1.250', unit: 'UPT A' },
      { name: 'Surat, keterangan', n: '30', unit: '' },
      { name: 'Penitipan', n: '', unit: '' },
    ]);
  });

  it('never invents or loses a line', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[A-Za-z]{1,8}( [A-Za-z]{1,8})?$/)), (names) => {
        const wanted = [...new Set(names)];
        expect(linesOf(names.join('\n'))).toEqual(wanted);
        expect(servicesOfText(names.map((name) => `${name}; 5`).join('\r\n')).map(({ name, n }) => [name, n])).toEqual(
          wanted.map((name) => [name, '5']),
        );
      }),
    );
  });
});

describe('N of the first period', () => {
  it('is a share of the year, rounded half up, never less than one person', () => {
    expect(populationFor(1250, 'year', '2026-tw3')).toBe(313);
    expect(populationFor(1250, 'year', '2026')).toBe(1250);
    expect(populationFor(1250, 'year', '2026-s1')).toBe(625);
    expect(populationFor(1, 'year', '2026-07')).toBe(1);
    expect(populationFor(0, 'year', '2026-07')).toBe(0);
    expect(populationFor(1250, 'period', '2026-07')).toBe(1250);
  });

  it('of all periods of a year adds up to the year, give or take the rounding', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 12, max: 10_000_000 }),
        fc.constantFrom(['2026-tw1', 4], ['2026-s1', 2], ['2026-01', 12]),
        (n, [code, parts]) => {
          expect(Math.abs(populationFor(n, 'year', String(code)) * Number(parts) - n)).toBeLessThanOrEqual(Number(parts) / 2);
        },
      ),
    );
  });
});

describe('steps and periods', () => {
  it('go on and back', () => {
    expect(neighbour('instansi', -1)).toBe('instansi');
    expect(neighbour('periksa', 1)).toBe('periksa');
    for (const step of steps.slice(0, -1)) expect(neighbour(neighbour(step, 1), -1)).toBe(step);
  });

  it('offer periods that can be made, this quarter first', () => {
    expect(firstPeriods('2026-08-05').map(({ code }) => code)).toEqual(['2026-tw3', '2026-tw4', '2026-s2', '2026', '2026-08']);
    for (const period of firstPeriods('2026-12-31')) expect(parsePeriod(period.code)).toEqual(period);
  });
});

describe('addresses', () => {
  const at = (address: string, internal = false, family = 'IPv4') => ({ address, internal, family });

  it('offers what phones in the same network can open', () => {
    const interfaces = {
      lo: [at('127.0.0.1', true)],
      docker0: [at('172.17.0.1')],
      wlan0: [at('192.168.1.5'), at('fe80::1', false, 'IPv6'), at('169.254.7.7')],
      eth0: [at('203.0.113.9'), at('192.168.1.5'), at('10.1.2.3')],
      gone: undefined,
    };
    expect(networkOrigins(interfaces, 8080, false)).toEqual([
      'http://192.168.1.5:8080',
      'http://10.1.2.3:8080',
      'http://172.17.0.1:8080',
      'http://203.0.113.9:8080',
    ]);
    expect(networkOrigins({ a: [at('10.0.0.1')] }, 443, true)).toEqual(['https://10.0.0.1']);
    expect(networkOrigins({ a: [at('10.0.0.1')] }, 80, false)).toEqual(['http://10.0.0.1']);
    expect(networkOrigins({}, 8080, false)).toEqual([]);
  });

  it('tells this machine from others', () => {
    for (const own of ['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1']) expect(isLoopbackIp(own), own).toBe(true);
    for (const other of ['192.168.1.5', '::ffff:10.0.0.1', '12.7.0.0', '::', '']) expect(isLoopbackIp(other), other).toBe(false);
    expect([listensToItselfOnly('localhost'), listensToItselfOnly('0.0.0.0'), listensToItselfOnly('::')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('lets in only whoever sits here or has read the log', () => {
    const here = { remoteAddress: '127.0.0.1', originIsLoopback: true, forwarded: false, provedCode: false };
    expect(maySetUp(here)).toBe(true);
    expect(maySetUp({ ...here, forwarded: true })).toBe(false);
    expect(maySetUp({ ...here, originIsLoopback: false })).toBe(false);
    expect(maySetUp({ ...here, remoteAddress: '192.168.1.7' })).toBe(false);
    expect(maySetUp({ ...here, remoteAddress: '192.168.1.7', provedCode: true })).toBe(true);
  });
});
