/** Which unsur the items of SKM Online measure: three assignments in use. The ministry's own has not been seen. */
import { apart, type Mapping, type UnsurId } from './instrument.ts';

/** The items that all three assign alike. */
const agreed: Readonly<Record<string, UnsurId>> = {
  'information-available': 'requirements',
  'requirements-as-informed': 'requirements',
  'procedure-informed': 'procedure',
  'procedure-easy': 'procedure',
  'time-as-informed': 'time',
  'cost-as-informed': 'cost',
  'product-as-published': 'product',
  'staff-responsive': 'competence',
  'application-responsive': 'competence',
  'staff-friendly': 'behaviour',
  'complaints-accessible': 'complaints',
  'facilities-comfortable': 'facilities',
  'system-comfortable': 'facilities',
};

export const skmOnlineMappings: readonly Mapping[] = [
  {
    id: 'M1',
    version: '2026-06-23',
    name: { id: 'sembilan unsur, lima butir terpisah sebagai IPAK', en: 'nine unsur, five items apart as IPAK' },
    items: {
      ...agreed,
      'no-fraud': apart,
      'no-levies': apart,
      'no-brokers': apart,
      'application-easy': 'behaviour',
      'no-discrimination': apart,
      'no-gifts': apart,
    },
    offered: true,
    source: {
      document: 'Paparan Konsolidasi Data SKM Online Lingkup K/L, 23 Juni 2026',
      place: 'Halaman 5, menurut dasbor BKD Kalimantan Timur',
      url: 'https://github.com/sungrambkdkaltim-sys/pantauskmbkd',
      confirmed: false,
      note: 'The best sourced of the three; the presentation itself was not seen.',
    },
  },
  {
    id: 'M2',
    version: '2026',
    name: { id: 'semua butir masuk sembilan unsur', en: 'all items within the nine unsur' },
    items: {
      ...agreed,
      'no-fraud': 'procedure',
      'no-levies': 'cost',
      'no-brokers': 'cost',
      'application-easy': 'behaviour',
      'no-discrimination': 'behaviour',
      'no-gifts': 'behaviour',
    },
    offered: true,
    source: {
      document: 'SISUKMA Kabupaten Bengkalis',
      place: 'Perhitungan sejak tahun survei 2026',
      url: 'https://github.com/iamudin/sisukmav2',
      confirmed: false,
      note: 'Its code groups the items by number; that its items are these in this order is inferred, the grouping fits exactly.',
    },
  },
  {
    id: 'M3',
    version: '2026',
    name: { id: 'pungli, percaloan, dan imbalan dihitung sebagai perilaku', en: 'levies, brokers and gifts count as behaviour' },
    items: {
      ...agreed,
      'no-fraud': 'procedure',
      'no-levies': 'behaviour',
      'no-brokers': 'behaviour',
      'application-easy': 'competence',
      'no-discrimination': 'behaviour',
      'no-gifts': 'behaviour',
    },
    offered: false,
    source: {
      document: 'Data awal sebuah aplikasi SKM daerah',
      confirmed: false,
      note: 'Seen in an excerpt only; kept for comparison.',
    },
  },
];
