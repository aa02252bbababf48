/** Words of the picture of importance and performance. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const priorityTexts = defineTexts({
  id: {
    title: 'Mana yang didahulukan',
    lead: 'Ke kanan: nilai unsur. Ke atas: seberapa erat penilaian unsur itu sejalan dengan penilaian unsur lain.',
    performance: 'Nilai unsur (25–100)',
    importance: 'Kepentingan (korelasi)',
    field: {
      first: 'Utamakan',
      keep: 'Pertahankan',
      later: 'Berikutnya',
      enough: 'Cukup dijaga',
    },
    fieldWhy: {
      first: 'erat dengan penilaian lain, nilainya di bawah rata-rata',
      keep: 'erat dengan penilaian lain, nilainya baik',
      later: 'kurang erat, nilainya di bawah rata-rata',
      enough: 'kurang erat, nilainya baik',
    },
    unsur: 'Unsur',
    value: 'Nilai',
    interval: 'Rentang korelasi',
    fieldHead: 'Bidang',
    near: 'dekat garis',
    nearNote: 'Lingkaran kosong: dekat garis, jadi kebetulan saja dapat memindahkannya ke bidang lain.',
    flat: (names: string) => `Semua responden memberi nilai yang sama, jadi tidak dapat dibandingkan: ${names}.`,
    few: (n: string) => `Baru ${n} responden. Di bawah 30, letak unsur mudah berubah karena kebetulan.`,
    how: 'Cara menghitung gambar ini',
    howText:
      'Tidak ada yang ditanya seberapa penting suatu unsur. Kepentingan diturunkan dari jawaban: korelasi nilai satu unsur dengan jumlah nilai semua unsur lain, dari orang yang sama. Jumlahnya bilangan bulat yang tepat; hanya akarnya yang dibulatkan. Garis melewati rata-rata semua unsur di gambar. Rentang 95 % memakai z Fisher.',
    howLimit:
      'Korelasi bukan sebab. Membenahi unsur yang erat tidak dijamin menaikkan yang lain. Gambar ini membantu memilih apa yang diperiksa lebih dulu.',
    source: 'Martilla dan James (1977), Journal of Marketing 41(1), 77–79; Henrysson (1963), Psychometrika 28, 211–218.',
    alt: (first: string) => `Unsur dalam empat bidang menurut nilai dan kepentingan. Utamakan: ${first}.`,
    noneFirst: 'tidak ada',
  },
  en: {
    title: 'What to mend first',
    lead: 'To the right: the value of an unsur. Upwards: how closely its rating goes along with the ratings of the others.',
    performance: 'Value of the unsur (25–100)',
    importance: 'Importance (correlation)',
    field: {
      first: 'Mend first',
      keep: 'Keep up',
      later: 'Next',
      enough: 'Just hold',
    },
    fieldWhy: {
      first: 'close to the other ratings, value below the mean',
      keep: 'close to the other ratings, value good',
      later: 'less close, value below the mean',
      enough: 'less close, value good',
    },
    unsur: 'Unsur',
    value: 'Value',
    interval: 'Range of the correlation',
    fieldHead: 'Field',
    near: 'near a line',
    nearNote: 'A hollow circle: near a line, so that chance alone may move it to another field.',
    flat: (names: string) => `All respondents gave the same, so there is nothing to compare: ${names}.`,
    few: (n: string) => `Only ${n} respondents so far. Below 30 an unsur moves easily by chance.`,
    how: 'How this picture is computed',
    howText:
      'Nobody is asked how important an unsur is. Importance is derived from the answers: the correlation of the values of one unsur with the sum of all the others, of the same people. The sums are exact whole numbers; only the root is rounded. The lines go through the means of all unsur in the picture. The 95 % range uses Fisher’s z.',
    howLimit:
      'A correlation is no cause. Mending a close unsur is no promise that the others rise. The picture helps to choose what to look at first.',
    source: 'Martilla and James (1977), Journal of Marketing 41(1), 77–79; Henrysson (1963), Psychometrika 28, 211–218.',
    alt: (first: string) => `Unsur in four fields by value and importance. Mend first: ${first}.`,
    noneFirst: 'none',
  },
});
