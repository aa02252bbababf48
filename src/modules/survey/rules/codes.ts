/** Codes that stand on posters: read aloud at a counter, typed on a small phone, never mistaken. */

/** What a code is for. That of an officer names a counter or a role, never the person (UU 27/2022: it hangs on a wall). */
export const codeKinds = ['office', 'service', 'counter', 'officer'] as const;
export type CodeKind = (typeof codeKinds)[number];

const words = [
  'angin',
  'anggrek',
  'awan',
  'bambu',
  'bakau',
  'batik',
  'bukit',
  'bulan',
  'cempaka',
  'cemara',
  'damar',
  'danau',
  'daun',
  'delima',
  'dewi',
  'elang',
  'embun',
  'fajar',
  'gelatik',
  'gunung',
  'hujan',
  'hutan',
  'intan',
  'jambu',
  'jati',
  'jeruk',
  'kancil',
  'kapas',
  'karang',
  'kayu',
  'kelapa',
  'kenari',
  'kenanga',
  'kijang',
  'kopi',
  'kunyit',
  'ladang',
  'langit',
  'laut',
  'lembah',
  'lontar',
  'madu',
  'mangga',
  'mawar',
  'melati',
  'merpati',
  'mutiara',
  'nanas',
  'nuri',
  'ombak',
  'padi',
  'pala',
  'pandan',
  'pantai',
  'pelangi',
  'perahu',
  'permata',
  'pinang',
  'pinus',
  'pisang',
  'pulau',
  'purnama',
  'rawa',
  'rimba',
  'rotan',
  'rusa',
  'sagu',
  'salak',
  'samudra',
  'sawah',
  'sekar',
  'selasih',
  'senja',
  'seruni',
  'sirih',
  'sungai',
  'surya',
  'taman',
  'tebu',
  'telaga',
  'teluk',
  'tenun',
  'teratai',
  'timur',
  'tugu',
  'ulin',
  'utara',
  'wayang',
  'zaitun',
  'cendana',
  'kemuning',
  'kelor',
  'lada',
  'bintang',
  'matahari',
  'gambir',
] as const;

/** Digits that no letter looks like. */
const clearDigits = '23456789';

/**
 * A code such as `melati-472`; from the third attempt on two words, so that a large installation does not run out.
 * `random` gives numbers in 0..1.
 */
export function makeCode(random: () => number, attempt = 0): string {
  const word = () => words[Math.floor(random() * words.length)] ?? words[0];
  const digit = () => clearDigits[Math.floor(random() * clearDigits.length)] ?? '2';
  const stem = attempt < 2 ? word() : `${word()}-${word()}`;
  return `${stem}-${digit()}${digit()}${digit()}`;
}

/** What an office may choose itself: 3–40 small letters, digits and single dashes. */
export function isCode(text: string): boolean {
  return text.length >= 3 && text.length <= 40 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);
}

const digitNames = {
  id: ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'],
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
} as const;

/** A code as it is read aloud: `melati-472` is "melati, empat tujuh dua". Digits one by one: a telephone line swallows no place value. */
export function sayCode(code: string, lang: 'id' | 'en'): string {
  const say = (part: string) =>
    part
      .split(/(?<=\d)|(?=\d)/)
      .map((one) => (/^\d$/.test(one) ? digitNames[lang][Number(one)] : one))
      .join(' ');
  return code.split('-').map(say).join(', ');
}
