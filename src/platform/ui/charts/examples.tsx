import type { Example } from '../example.ts';
import { Table } from '../table/view.tsx';
import { AnswerBars } from './answer-bars.tsx';
import { Caterpillar } from './caterpillar.tsx';
import { type GaugeBand, IndexGauge } from './index-gauge.tsx';
import { PairDots } from './pair-dots.tsx';
import { QuadrantChart } from './quadrant.tsx';
import { SampleBar } from './sample-bar.tsx';
import { TileMap } from './tile-map.tsx';
import { TrendChart, type TrendPoint } from './trend-chart.tsx';
import { UnsurDots, type UnsurRow } from './unsur-dots.tsx';

export const bands: readonly GaugeBand[] = [
  { mutu: 'D', from: 25, to: 64.99, word: 'Tidak baik' },
  { mutu: 'C', from: 65, to: 76.6, word: 'Kurang baik' },
  { mutu: 'B', from: 76.61, to: 88.3, word: 'Baik' },
  { mutu: 'A', from: 88.31, to: 100, word: 'Sangat baik' },
];

export const unsur: readonly UnsurRow[] = [
  { name: 'Persyaratan', value: 82.8, low: 80.5, high: 85.1, mutu: 'B', word: 'Baik', text: '82,80' },
  {
    name: 'Sistem, mekanisme, dan prosedur',
    value: 81.9,
    low: 79.9,
    high: 84.2,
    mutu: 'B',
    word: 'Baik',
    text: '81,90',
    href: '#prosedur',
  },
  { name: 'Waktu penyelesaian', value: 74.9, low: 72.2, high: 77.6, mutu: 'C', word: 'Kurang baik', text: '74,90' },
  { name: 'Biaya/tarif', value: 97.1, low: 96.1, high: 98.2, mutu: 'A', word: 'Sangat baik', text: '97,10' },
  { name: 'Produk spesifikasi jenis pelayanan', value: 85.3, low: 83.4, high: 87.3, mutu: 'B', word: 'Baik', text: '85,30' },
  { name: 'Kompetensi pelaksana', value: 84.7, low: 82.7, high: 86.7, mutu: 'B', word: 'Baik', text: '84,70' },
  { name: 'Perilaku pelaksana', value: 87.9, low: 86.2, high: 89.6, mutu: 'B', word: 'Baik', text: '87,90' },
  {
    name: 'Penanganan pengaduan, saran, dan masukan',
    value: 78.2,
    low: 75.7,
    high: 80.7,
    mutu: 'B',
    word: 'Baik',
    text: '78,20',
  },
  { name: 'Sarana dan prasarana', value: 79.6, low: 77.3, high: 82, mutu: 'B', word: 'Baik', text: '79,60' },
];

const values = [77.6, 79.3, 78.4, 80.6, 80.2, 82, 81.3, 82.7, 82.1, 82.9, 82.3, 83.6];
const roman = ['I', 'II', 'III', 'IV'];

export const trend: readonly TrendPoint[] = values.map((value, i) => ({
  label: `${roman[i % 4]}/${2022 + Math.floor(i / 4)}`,
  value,
  low: value - 1.6,
  high: value + 1.6,
  text: `${String(value.toFixed(2)).replace('.', ',')}`,
}));

export const examples: readonly Example[] = [
  {
    name: 'indeks dengan rentang dan target',
    view: <IndexGauge value={83.6} text="83,60" low={82.2} high={85} target={85} bands={bands} />,
  },
  { name: 'indeks rendah', view: <IndexGauge value={41.2} text="41,20" bands={bands} /> },
  { name: 'indeks di tepi', view: <IndexGauge value={100} text="100,00" low={99.1} high={100} target={98} bands={bands} /> },
  {
    name: 'empat bidang',
    view: (
      <QuadrantChart
        points={unsur.map(({ value }, at) => ({ mark: String(at + 1), x: value, y: ((at * 5) % 9) / 10, open: at % 3 === 0 }))}
        cross={{ x: 83.6, y: 0.4 }}
        corners={['Utamakan', 'Pertahankan', 'Nanti', 'Cukup']}
        xLabel="Nilai"
        yLabel="Kepentingan"
        alt="Sembilan unsur dalam empat bidang."
        table={<p>Tabel</p>}
      />
    ),
  },
  { name: 'unsur', view: <UnsurDots rows={unsur} caption="Sembilan unsur" /> },
  { name: 'kecenderungan', view: <TrendChart points={trend} target={85} targetLabel="target RPJMD" /> },
  {
    name: 'kecenderungan dengan celah dan aturan baru',
    view: (
      <TrendChart
        points={[
          { label: '2019', value: 78.2, low: 76, high: 80.4, text: '78,20' },
          { label: '2020', value: 79.9, low: 77.8, high: 82, text: '79,90' },
          { label: '2021', value: null, text: '' },
          {
            label: '2022',
            value: 84.1,
            low: 82.9,
            high: 85.3,
            text: '84,10',
            mark: 'bobot 1/9 tanpa pembulatan menggantikan 0,111',
          },
          { label: '2023', value: 82.4, low: 81, high: 83.8, text: '82,40' },
        ]}
      />
    ),
  },
  {
    name: 'satu periode',
    view: <TrendChart points={[{ label: 'I/2024', value: 83.6, low: 82, high: 85.2, text: '83,60' }]} target={85} />,
  },
  { name: 'belum ada periode', view: <TrendChart points={[]} /> },
  { name: 'sampel cukup', view: <SampleBar n={221} required={217} population={500} /> },
  { name: 'sampel kurang, populasi belum diketahui', view: <SampleBar n={12} required={97} population={null} /> },
  {
    name: 'sebaran jawaban',
    view: (
      <AnswerBars
        labels={['tidak baik', 'kurang baik', 'baik', 'sangat baik']}
        rows={[
          { name: 'Waktu penyelesaian', counts: [14, 41, 98, 68] },
          { name: 'Sarana dan prasarana', counts: [6, 30, 110, 75] },
          { name: 'Perilaku pelaksana', counts: [0, 12, 80, 129] },
        ]}
      />
    ),
  },
  {
    name: 'peringkat dengan rentangnya',
    view: (
      <Caterpillar
        of={3}
        alt="Tiga unit dalam dua kelompok; satu tidak diperingkat."
        valueName="Indeks"
        rankName="Peringkat yang mungkin"
        groups={[
          {
            key: 'a',
            name: 'Kelompok A',
            rows: [
              {
                key: '1',
                name: 'Dinas Kependudukan dan Pencatatan Sipil',
                ...{ value: 95.4, low: 94.6, high: 96.2, text: '95,40', href: '#dukcapil' },
                place: { rank: 1, best: 1, worst: 2 },
                said: 'peringkat 1 dari 3; yang pasti hanya: antara 1 dan 2',
              },
              {
                key: '2',
                name: 'Dinas Sosial',
                ...{ value: 93.18, low: 90.8, high: 95.6, text: '93,18' },
                place: { rank: 2, best: 1, worst: 2 },
                said: 'peringkat 2 dari 3; yang pasti hanya: antara 1 dan 2',
              },
            ],
          },
          {
            key: 'b',
            name: 'Kelompok B',
            rows: [
              {
                key: '3',
                name: 'Kecamatan Contoh Barat',
                ...{ value: 82.1, low: 80.2, high: 84, text: '82,10' },
                place: { rank: 3, best: 3, worst: 3 },
                said: 'peringkat 3 dari 3, dan itu pasti',
              },
            ],
          },
          {
            key: '',
            name: 'Tidak diperingkat',
            rows: [{ key: '4', name: 'Badan Arsip', value: 88, text: '88,00', place: null, said: 'tidak diperingkat' }],
          },
        ]}
      />
    ),
  },
  {
    name: 'dua hasil berdampingan',
    view: (
      <PairDots
        firstName="Triwulan II 2024"
        secondName="Triwulan III 2024"
        alt="Dua hasil berdampingan: waktu penyelesaian naik, biaya belum dapat dibedakan."
        table={
          <Table
            caption="Dua hasil"
            captionHidden
            columns={[{ head: 'Unsur', cell: () => 'Waktu penyelesaian' }]}
            rows={['satu']}
          />
        }
        rows={[
          {
            ...{ key: '1', name: 'Waktu penyelesaian', verdict: 'naik 6,20', distinct: true },
            first: { value: 74.1, low: 71.8, high: 76.4, text: '74,10' },
            second: { value: 80.3, low: 78.2, high: 82.4, text: '80,30' },
          },
          {
            ...{ key: '2', name: 'Biaya/tarif', verdict: 'belum dapat dibedakan', distinct: false },
            first: { value: 92, low: 90, high: 94, text: '92,00' },
            second: { value: 92.5, low: 90.6, high: 94.4, text: '92,50' },
          },
        ]}
      />
    ),
  },
  {
    name: 'petak wilayah',
    view: (
      <TileMap
        alt="Empat wilayah sebagai petak menurut kodenya."
        legend={[
          { ground: 'A', text: 'A · Sangat baik' },
          { ground: 'B', text: 'B · Baik' },
          { ground: 'C', text: 'C · Kurang baik' },
          { ground: 'D', text: 'D · Tidak baik' },
          { ground: 'silent', text: 'belum mengumumkan' },
        ]}
        groups={[
          {
            key: 'kota',
            name: 'Kota',
            tiles: [
              { key: '1', code: '71', name: 'Kota Contoh', href: '#contoh', figure: '91,20', ground: 'A', said: '91,20, mutu A' },
              { key: '2', code: '72', name: 'Kota Teladan', figure: '84,00', ground: 'B', said: '84,00, mutu B' },
              { key: '3', code: '73', name: 'Kota Peraga', figure: '70,10', ground: 'C', said: '70,10, mutu C' },
              { key: '4', code: '74', name: 'Kota Uji', figure: '–', ground: 'silent', said: 'belum mengumumkan hasil' },
            ],
          },
        ]}
      />
    ),
  },
];
