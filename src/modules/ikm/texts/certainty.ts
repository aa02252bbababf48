/** Words of how certain a figure is: errors, intervals, chances of letters, differences. */
import { defineTexts, type Lang } from '../../../platform/i18n/index.ts';

export const certaintyTexts = defineTexts({
  id: {
    title: 'Seberapa pasti angka ini',
    selfSelected:
      'Responden umumnya memilih sendiri untuk menjawab. Rentang dan peluang di sini hanya memperhitungkan kebetulan, bukan mereka yang diam.',
    weighted: 'Kerangka dan IKM tertimbang',
    few: (n: string) =>
      `Hanya ${n} responden. Di bawah 30, rentang dan peluang mutu ini sendiri belum dapat diandalkan; jangan dipakai untuk membandingkan.`,
    error: 'Galat baku IKM',
    errorValue: (error: string, interval: string) => `${error}, rentang 95\u00a0% ${interval}`,
    errorGloss: 'Memperhitungkan bahwa nilai sembilan unsur dari satu orang saling berkaitan.',
    skippedGloss:
      'Sebagian orang melewati satu unsur atau lebih: galat ini menganggap mereka menilai unsur lain seperti orang lain. Bila yang puas atau yang kecewa lebih sering melewati, galat sebenarnya lain.',
    letters: 'Peluang mutu',
    chance: (mutu: string, parts: string) => `mutu ${mutu}: ${parts} dari 100`,
    over: (mutu: string) => `mutu ${mutu}: lebih dari 99 dari 100`,
    under: (mutus: string) => `mutu ${mutus}: kurang dari 1 dari 100`,
    lettersGloss: {
      respondents:
        'Bila survei yang sama diulang pada orang lain, sebesar itulah kemungkinan nilai sebenarnya ada di mutu tersebut.',
      days: 'Dihitung dari galat menurut hari, karena jawaban sehari mirip.',
      companions: 'Dihitung dari galat menurut akun yang memasukkan, karena jawaban yang dimasukkan satu akun mirip.',
    },
    noSpread: 'Semua responden memberi nilai yang sama, jadi peluangnya tidak dapat dihitung.',
    days: 'Bila jawaban sehari mirip',
    daysValue: (effect: string, interval: string) => `pengaruh rancangan ${effect}, rentang 95\u00a0% ${interval}`,
    daysGloss: (days: string, effect: string) =>
      `Jawaban dari ${days} hari; tiap hari dihitung sebagai satu kelompok. Ragam menjadi ${effect} kali dibanding bila semua orang menjawab sendiri-sendiri.`,
    noLikeness: 'Di bawah 1: kemiripan itu tidak tampak pada jawaban ini.',
    daysFew: (days: string) => `Baru ${days} hari, jadi angka ini masih kasar dan tidak dipakai untuk peluang mutu.`,
    daysNone: 'Jawaban datang dari satu hari saja, jadi kemiripan jawaban sehari tidak dapat dihitung.',
    daysUnknown: 'Versi ini terbit sebelum jumlah per hari ikut disimpan, jadi kemiripan jawaban sehari tidak diketahui.',
    companions: 'Bila jawaban yang dimasukkan satu akun mirip',
    companionsGloss: (effect: string) =>
      `Jawaban yang dimasukkan satu akun (pendamping, pewawancara, pengetik lembar) dihitung sebagai satu kelompok, yang lain sendiri-sendiri. Ragam menjadi ${effect} kali.`,
    companionsFew: 'Ragamnya bertumpu pada sedikit akun, jadi angka ini masih kasar dan tidak dipakai untuk peluang mutu.',
    companionsUnknown: {
      later: 'Terlalu banyak jawaban dimasukkan akun untuk dihitung di halaman ini; hasil yang terbit menyebutnya.',
      one: 'Satu akun memasukkan hampir semua jawaban, jadi kemiripan jawaban yang dimasukkan satu akun tidak dapat dihitung.',
    },
    recipients: 'Khusus penerima periode ini',
    recipientsValue: (interval: string) => `rentang 95\u00a0% ${interval}`,
    recipientsGloss: (n: string, population: string) =>
      `Menggambarkan ${population} penerima periode ini saja, ${n} di antaranya sudah menjawab. Tidak dipakai untuk selisih, peringkat, atau perkiraan.`,
    table: 'Galat baku tiap unsur',
    of: 'Angka',
    value: 'Nilai',
    standardError: 'Galat baku',
    interval: 'Rentang 95 %',
    ikm: 'IKM',
    unknown: '–',
    unsurUnknown: 'Versi ini terbit sebelum galat baku tiap unsur ikut disimpan.',
    periods: 'Dibanding periode sebelumnya',
    period: 'Periode',
    services: 'Dibanding layanan lain di unit ini',
    service: 'Layanan',
    against: 'Selisih dari layanan lain (rentang 95 %)',
    difference: 'Selisih',
    differenceInterval: 'rentang 95 %',
    verdict: 'Artinya',
    periodVerdict: { up: 'naik', down: 'turun', indistinct: 'tidak dapat dibedakan' },
    serviceVerdict: { up: 'lebih tinggi', down: 'lebih rendah', indistinct: 'tidak dapat dibedakan' },
    holm: (count: number) =>
      count > 1
        ? `Rentang untuk tiap selisih sendiri. Putusan lebih hati-hati, karena ${count} selisih dilihat sekaligus: peluang salah menyebut satu pun beda paling banyak 5 dari 100 (cara Holm).`
        : 'Putusan: peluang salah menyebut beda paling banyak 5 dari 100.',
    servicesNote: 'Tiap layanan dibanding semua layanan lain di unit ini bersama-sama.',
    servicesUnknown: 'Versi ini terbit sebelum galat baku tiap layanan ikut disimpan, jadi layanannya tidak dibandingkan.',
  },
  en: {
    title: 'How certain this figure is',
    selfSelected:
      'Respondents mostly chose themselves to answer. Intervals and chances here take account of chance only, not of those who stay silent.',
    weighted: 'Frame and weighted IKM',
    few: (n: string) =>
      `Only ${n} respondents. Below 30 this interval and the chances of grades cannot be relied on themselves; do not compare with them.`,
    error: 'Standard error of the IKM',
    errorValue: (error: string, interval: string) => `${error}, 95% interval ${interval}`,
    errorGloss: 'Takes account of how one person’s values of the elements go together.',
    skippedGloss:
      'Some people left an element out: this error takes it that they judge the others as everybody does. Where the satisfied or the disappointed leave out more, the true error is another.',
    letters: 'Chance of each grade',
    chance: (mutu: string, parts: string) => `grade ${mutu}: ${parts} of 100`,
    over: (mutu: string) => `grade ${mutu}: more than 99 of 100`,
    under: (mutus: string) => `grade ${mutus}: less than 1 of 100`,
    lettersGloss: {
      respondents: 'Were the same survey made of other people, this is how likely the true value lies in the grade.',
      days: 'From the error by days, because answers of one day are alike.',
      companions: 'From the error by keying account, because answers that one account keyed in are alike.',
    },
    noSpread: 'Every respondent gave the same value, so chances cannot be computed.',
    days: 'If answers of one day are alike',
    daysValue: (effect: string, interval: string) => `design effect ${effect}, 95% interval ${interval}`,
    daysGloss: (days: string, effect: string) =>
      `Answers of ${days} days, each taken as one group. The variance is ${effect} times that of people who answer independently.`,
    noLikeness: 'Below 1: no such likeness shows in these answers.',
    daysFew: (days: string) => `Only ${days} days so far: this is rough, and no grade’s chance rests on it.`,
    daysNone: 'The answers are of a single day, so how alike answers of a day are cannot be computed.',
    daysUnknown: 'This version was published before sums by day were kept, so how alike answers of a day are is not known.',
    companions: 'If answers keyed in by one account are alike',
    companionsGloss: (effect: string) =>
      `Answers that one account keyed in (companion, interviewer, typist) are taken as one group and everybody else alone. The variance is ${effect} times as large.`,
    companionsFew: 'The variance rests on few accounts: this is rough, and no grade’s chance rests on it.',
    companionsUnknown: {
      later: 'Too many answers were keyed in to be computed on this page; the published result tells it.',
      one: 'One account keyed in nearly all answers, so how alike the answers of one account are cannot be computed.',
    },
    recipients: 'For this period’s recipients only',
    recipientsValue: (interval: string) => `95% interval ${interval}`,
    recipientsGloss: (n: string, population: string) =>
      `Describes the ${population} recipients of this period only, of whom ${n} have answered. In no difference, rank or forecast.`,
    table: 'Standard error of each element',
    of: 'Figure',
    value: 'Value',
    standardError: 'Standard error',
    interval: '95% interval',
    ikm: 'IKM',
    unknown: '–',
    unsurUnknown: 'This version was published before standard errors of elements were kept.',
    periods: 'Against earlier periods',
    period: 'Period',
    services: 'Against the other services of this unit',
    service: 'Service',
    against: 'Difference from the others (95% interval)',
    difference: 'Difference',
    differenceInterval: '95% interval',
    verdict: 'Meaning',
    periodVerdict: { up: 'up', down: 'down', indistinct: 'cannot be told apart' },
    serviceVerdict: { up: 'higher', down: 'lower', indistinct: 'cannot be told apart' },
    holm: (count: number) =>
      count > 1
        ? `Each interval is of one difference alone. The verdict is more careful, as ${count} differences are looked at together: the chance of naming even one that is none is at most 5 of 100 (Holm).`
        : 'Verdict: the chance of naming a difference that is none is at most 5 of 100.',
    servicesNote: 'Each service against all other services of this unit together.',
    servicesUnknown: 'This version was published before standard errors of services were kept, so they are not compared.',
  },
});

/** What every page that shows an interval says about it. */
export function selfSelectedWords(lang: Lang): string {
  return certaintyTexts[lang].selfSelected;
}
