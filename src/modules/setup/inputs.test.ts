import { describe, expect, it } from 'vitest';
import { checkStep, firstIncomplete, publicUrlOf, readDraft, takeStep } from './inputs.ts';
import { type Draft, emptyDraft } from './rules.ts';

const full: Draft = {
  name: 'Dinas Sosial',
  region: 'Kabupaten Sekadau',
  zone: 'Asia/Jakarta',
  units: ['UPT A'],
  services: [{ name: 'Rekomendasi', unit: 'UPT A', n: '1.250' }],
  basis: 'year',
  period: '2026-tw3',
  address: 'http://192.168.1.5:8080',
  ownAddress: '',
  officerName: 'Ratna',
  email: 'ratna@contoh.go.id',
};

describe('a stored draft', () => {
  it('reads back, and is empty rather than broken', () => {
    expect(readDraft(JSON.parse(JSON.stringify(full)))).toEqual(full);
    expect(readDraft(null)).toEqual(emptyDraft);
    expect(readDraft('x')).toEqual(emptyDraft);
    expect(readDraft({ ...full, services: 'x', basis: 'century' })).toEqual({ ...full, services: [], basis: 'year' });
  });
});

describe('a step', () => {
  it('is taken as written, wrong or right', () => {
    expect(takeStep(emptyDraft, 'instansi', { name: ' A ', region: '', zone: 'nowhere' })).toMatchObject({
      name: 'A',
      region: '',
      zone: 'nowhere',
    });
    expect(takeStep(emptyDraft, 'petugas', { officer: 'Ratna', email: ' Ratna@Contoh.go.id ' })).toMatchObject({
      email: 'ratna@contoh.go.id',
    });
    expect(takeStep(full, 'alamat', { address: 'own', own: 'localhost' })).toMatchObject({
      address: 'own',
      ownAddress: 'localhost',
    });
    expect(takeStep(full, 'periksa', { name: 'other' })).toEqual(full);
  });

  it('takes services from lines and from what was pasted', () => {
    const body = {
      'name-0': 'A',
      'unit-0': 'UPT A',
      'n-0': '5',
      'name-1': '',
      'unit-1': '-',
      'n-1': '',
      'name-2': 'B',
      'unit-2': '-',
      'n-2': '',
      paste: 'C; 7; upt a\nD;;UPT Lain',
    };
    expect(takeStep(full, 'layanan', { ...body, basis: 'period' })).toMatchObject({
      basis: 'period',
      services: [
        { name: 'A', unit: 'UPT A', n: '5' },
        { name: 'B', unit: '', n: '' },
        { name: 'C', unit: 'UPT A', n: '7' },
        { name: 'D', unit: '', n: '' },
      ],
    });
  });

  it('puts services back into the office when their unit goes', () => {
    expect(takeStep(full, 'unit', { units: 'UPT B' }).services).toEqual([{ name: 'Rekomendasi', unit: '', n: '1.250' }]);
    expect(takeStep(full, 'unit', { units: 'UPT B\nUPT A' }).services).toEqual(full.services);
  });
});

describe('checking', () => {
  const wrong = (change: Partial<Draft>) => {
    const draft = { ...full, ...change };
    return checkStep(draft, firstIncomplete(draft));
  };
  const line = { name: 'Rekomendasi', unit: '', n: '' };

  it('knows when all is there, and where to go on', () => {
    expect(firstIncomplete(full)).toBe('periksa');
    expect(firstIncomplete(emptyDraft)).toBe('instansi');
    expect(firstIncomplete({ ...full, email: '' })).toBe('petugas');
  });

  it('names what is wrong', () => {
    expect(wrong({ name: '', zone: 'x' })).toEqual({ name: 'required', zone: 'choose' });
    expect(wrong({ units: ['x'.repeat(201)], services: [line] })).toEqual({ units: 'long' });
    expect(wrong({ services: [] })).toEqual({ 'name-0': 'one' });
    expect(
      wrong({
        services: [
          line,
          { ...line, name: 'rekomendasi', n: 'banyak' },
          { ...line, unit: 'UPT X' },
          { ...line, name: '', n: '3' },
        ],
      }),
    ).toEqual({
      'name-1': 'twice',
      'n-1': 'number',
      'unit-2': 'choose',
      'name-3': 'required',
    });
    expect(wrong({ services: Array.from({ length: 201 }, (_, i) => ({ ...line, name: `L${i}` })) })).toEqual({
      'name-0': 'many',
    });
    expect(wrong({ period: '2026-q3' })).toEqual({ period: 'choose' });
    expect(wrong({ email: 'ratna' })).toEqual({ email: 'email' });
  });

  it('never takes a loopback address for phones', () => {
    expect(wrong({ address: '' })).toEqual({ address: 'choose' });
    expect(wrong({ address: 'http://127.0.0.1:8080' })).toEqual({ address: 'choose' });
    expect(wrong({ address: 'own', ownAddress: '' })).toEqual({ own: 'required' });
    expect(wrong({ address: 'own', ownAddress: 'localhost:8080' })).toEqual({ own: 'loopback' });
    expect(wrong({ address: 'own', ownAddress: 'a b' })).toEqual({ own: 'origin' });
    expect(publicUrlOf({ ...full, address: 'own', ownAddress: 'survei.contoh.go.id' })).toBe('http://survei.contoh.go.id');
    expect(publicUrlOf({ ...full, address: 'later' })).toBeNull();
    expect(publicUrlOf(full)).toBe('http://192.168.1.5:8080');
  });
});
