import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInteger } from '../../platform/i18n/index.ts';
import {
  largestPopulation,
  parseCount,
  parseOffice,
  parsePeriodForm,
  parsePopulations,
  parseService,
  parseUnit,
} from './inputs.ts';

describe('parseCount', () => {
  it('reads back every number as Indonesia writes it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: largestPopulation }), (n) => {
        expect(parseCount(formatInteger(n, 'id'))).toBe(n);
        expect(parseCount(` ${n} `)).toBe(n);
      }),
    );
  });

  it('asks instead of guessing', () => {
    for (const text of ['', '1,250', '12.5', '1.25', '-3', '1e3', 'seribu', '300000001', '1.2500'])
      expect(parseCount(text), text).toBeNull();
    expect(parseCount('1 250')).toBe(1250);
  });
});

describe('forms', () => {
  it('reads an office', () => {
    const form = {
      name: ' Dinas Sosial ',
      region: 'Kabupaten Sekadau',
      code: '6109',
      zone: 'Asia/Jakarta',
      url: '192.168.1.5:8080',
    };
    expect(parseOffice(form).value).toEqual({
      name: 'Dinas Sosial',
      regionName: 'Kabupaten Sekadau',
      timeZone: 'Asia/Jakarta',
      publicUrl: 'http://192.168.1.5:8080',
      regionCode: '61.09',
    });
    expect(parseOffice({ ...form, code: '' }).value?.regionCode).toBeNull();
    expect(parseOffice({ ...form, code: 'Sekadau' }).wrong).toEqual({ code: 'region_code' });
    expect(parseOffice({ ...form, url: '' }).value?.publicUrl).toBeNull();
    expect(parseOffice({ name: '', region: 'x'.repeat(201), zone: 'Europe/Paris', url: 'localhost' }).wrong).toEqual({
      name: 'required',
      region: 'long',
      zone: 'zone',
      url: 'loopback',
    });
    expect(parseOffice({}).wrong).toEqual({ name: 'required', region: 'required', zone: 'zone' });
  });

  it('reads units and services, and the first of a repeated name', () => {
    expect(parseUnit({ name: ['UPT Utara', 'lain'], address: '', zone: 'Asia/Makassar' }).value).toEqual({
      name: 'UPT Utara',
      address: '',
      timeZone: 'Asia/Makassar',
    });
    expect(parseService({ name: 'Rekomendasi', unit: 'bukan-uuid' }).wrong).toEqual({ unit: 'choose' });
  });

  it('reads a period from one list and a year', () => {
    const code = (which: string, year = '2026') => parsePeriodForm({ which, year }).value;
    expect([code('year'), code('s2'), code('tw3'), code('07')]).toEqual(['2026', '2026-s2', '2026-tw3', '2026-07']);
    expect(parsePeriodForm({ code: '2026-tw1' }).value).toBe('2026-tw1');
    for (const which of ['', 's3', 'tw5', '13', '00', 'tahun'])
      expect(parsePeriodForm({ which, year: '2026' }).wrong, which).toEqual({ which: 'choose' });
    for (const year of ['', '26', '1999', '2101'])
      expect(parsePeriodForm({ which: 's1', year }).wrong, year).toEqual({ year: 'year' });
    expect(parsePeriodForm({ code: 'x' }).wrong).toEqual({ which: 'choose' });
  });

  it('reads N per service, empty as unknown', () => {
    const body = { 'n-a': '1.250', 's-a': 'Register', 'n-b': '', 'n-c': 'banyak' };
    expect(parsePopulations(body, ['a', 'b']).value).toEqual([
      { serviceId: 'a', population: 1250, source: 'Register' },
      { serviceId: 'b', population: null, source: '' },
    ]);
    expect(parsePopulations(body, ['a', 'b', 'c']).wrong).toEqual({ 'n-c': 'number' });
  });
});
