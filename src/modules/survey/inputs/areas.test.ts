import { expect, test } from 'vitest';
import { areaOf, findArea } from './areas.ts';
import { parseAreas } from './questionnaire.ts';

const areas = ['Mijen', 'Kel. Tugu', 'Kec. Tugu', 'Gunungpati'].map(areaOf);
const idOf = (name: string) => findArea(areas, name)?.id ?? null;

test('a name in a file is an area of the list, with or without what kind of place it is, unless it may be two', () => {
  expect(['MIJEN ', 'Kec. Mijen', 'kecamatan mijen', 'Desa Gunung Pati', 'gunungpati'].map(idOf)).toEqual([
    'mijen',
    'mijen',
    'mijen',
    null,
    'gunungpati',
  ]);
  expect(['Kel. Tugu', 'Tugu', 'Kecamatan Tugu', 'Semarang', ''].map(idOf)).toEqual(['kel-tugu', null, 'kec-tugu', null, null]);
  // A kelurahan of a kecamatan's name is another place, said by the cell or by the header.
  const list = ['Kel. Tugu', 'Mijen'].map(areaOf);
  expect(findArea(list, 'Kec. Tugu')).toBeNull();
  expect([
    findArea(list, 'Tugu', 'Kecamatan'),
    findArea(list, 'Tugu', 'Kelurahan')?.id,
    findArea(list, 'Mijen', 'Desa')?.id,
  ]).toEqual([...[null, 'kel-tugu', 'mijen']]);
});

test('names that are one slug are as many areas, each the same in every list', () => {
  const long = 'Kelurahan Karanganyar Gunung Wilayah Kerja Kecamatan Candi'.padEnd(59, 'x');
  const names = [`${long}1`, `${long}2`, 'ꦱꦼꦩꦫꦁ', 'ꦱꦭꦠꦶꦒ', 'Unit', 'Kota ꦱꦼꦩꦫꦁ', 'Kota'];
  const list = parseAreas({ areas: names.join('\n') }).value ?? [];
  expect(new Set(list.map(({ id }) => id)).size).toBe(names.length);
  expect(list.map(({ id }) => id).filter((id) => !/^[a-z0-9-]{1,70}$/.test(id))).toEqual([]);
  expect(parseAreas({ areas: names.toReversed().join('\n') }).value?.toReversed()).toEqual(list);
  for (const name of names) expect(findArea(list, `${name.toUpperCase()}.`)?.name).toBe(name);
  // What a cut name shares with a longer one of a file is not enough; a dash stands for nothing.
  expect([findArea(list, `${long}1 dan sekitarnya`), findArea(list, '-')]).toEqual([null, null]);
  expect(['Seʼeng', 'Se’eng', 'Sé’éng'].map((name) => areaOf(name).id)).toEqual(['se-eng', 'se-eng', 'se-eng']);
});

test('a list has two to 60 different names, or none', () => {
  const wrong = (areas: string) => parseAreas({ areas }).wrong?.areas;
  expect(parseAreas({ areas: ' Mijen\n\nTugu ' }).value).toEqual([
    { id: 'mijen', name: 'Mijen' },
    { id: 'tugu', name: 'Tugu' },
  ]);
  expect(parseAreas({}).value).toEqual([]);
  expect([wrong('Mijen'), wrong('Mijen\nMIJEN.'), wrong(`Mijen\n${'x'.repeat(61)}`)]).toEqual(['areas', 'areaTwice', 'long']);
  expect(wrong(Array.from({ length: 61 }, (_, at) => `Desa ${at}`).join('\n'))).toBe('areas');
});
