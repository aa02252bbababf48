/** Words of /peringkat: which unit stands where, how sure that is, and who is not ranked. */
import type { ProblemCatalogue } from '../../../kernel/problem.ts';
import { defineTexts } from '../../../platform/i18n/index.ts';
import type { UnrankedReason } from '../rules/ranking.ts';

interface Words {
  readonly unit: string;
  readonly rank: string;
  readonly of: string;
  readonly best: string;
  readonly worst: string;
}

type Reasons = Readonly<Record<UnrankedReason, (n: string, required: string) => string>>;

export const rankingTexts = defineTexts({
  id: {
    title: 'Peringkat unit',
    lead: (period: string, at: string) => `${period} · dihitung pada ${at}`,
    listLead:
      'Unit-unit di bawah satu instansi menurut IKM yang diterbitkan. Setiap peringkat disertai rentangnya, karena survei tidak dapat memastikan satu angka peringkat.',
    none: 'Belum ada peringkat',
    noneText: 'Peringkat dihitung begitu sebuah instansi menerbitkan hasil unit-unitnya.',
    periodLine: (ranked: string, listed: string, at: string) => `${ranked} dari ${listed} unit diperingkat · dihitung pada ${at}`,
    rankOf: (rank: string, of: string, best: string, worst: string) =>
      best === worst
        ? `peringkat ke-${rank} dari ${of}, tanpa selang`
        : `peringkat ke-${rank} dari ${of}, selang ${best}–${worst}`,
    said: ({ unit, rank, of, best, worst }: Words) =>
      best === worst
        ? `${unit} peringkat ${rank} dari ${of}; hanya peringkat itu yang mungkin.`
        : `${unit} peringkat ${rank} dari ${of}; yang pasti hanya: antara ${best} dan ${worst}.`,
    saidOut: (unit: string, why: string) => `${unit} tidak diperingkat: ${why}.`,
    allOf: 'Lihat peringkat semua unit',
    summary: (ranked: string, tiers: string) =>
      tiers === '1'
        ? `${ranked} unit diperingkat, dan tidak satu pun terbukti di bawah yang pertama: semuanya satu kelompok.`
        : `${ranked} unit diperingkat dalam ${tiers} kelompok. Unit dalam satu kelompok tidak terbukti di bawah unit pertama kelompoknya, jadi jangan membaca urutannya sebagai perbedaan.`,
    alt: (ranked: string, out: string, first: string, last: string) =>
      `Titik dan rentang IKM ${ranked} unit yang diperingkat, dari ${first} sampai ${last}, dengan rentang peringkat masing-masing${out === '0' ? '' : `; ${out} unit lain tidak diperingkat`}. Angka yang sama ada dalam tabel di bawah.`,
    altOut: (out: string) =>
      `Titik dan rentang IKM ${out} unit yang tidak diperingkat. Angka yang sama ada dalam tabel di bawah.`,
    picture: 'Peringkat dengan rentangnya',
    indexName: 'IKM dengan rentang 95 %',
    rankName: 'Peringkat yang mungkin',
    tier: (name: string) => `Kelompok ${name}`,
    tierOf: (name: string, n: string) => `Kelompok ${name} · ${n} unit`,
    out: (n: string) => `Tidak diperingkat · ${n} unit`,
    table: 'Tabel peringkat',
    outTable: 'Unit yang tidak diperingkat',
    inWords: 'Peringkat dengan kata-kata',
    download: 'Unduh CSV',
    rank: 'Peringkat',
    unit: 'Unit',
    n: 'n',
    ikm: 'IKM',
    mutu: 'Mutu',
    interval: 'Rentang IKM',
    rankInterval: 'Rentang peringkat',
    group: 'Kelompok',
    rankRange: (best: string, worst: string) => (best === worst ? `peringkat ${best}` : `peringkat ${best}–${worst}`),
    tierLower: (name: string) => `kelompok ${name}`,
    why: 'Sebab',
    small: 'sedikit',
    smallNote: (least: string) => `n di bawah ${least} ditandai "sedikit": nilainya masih mudah berubah karena kebetulan.`,
    reasons: {
      below_sample: (n, required) => `n ${n} belum mencapai sampel ${required}`,
      review_open: () => 'telaah mutu jawabannya belum selesai',
      no_spread: () => 'rentang nilainya tidak dapat dihitung',
    } satisfies Reasons as Reasons,
    nobody: 'Belum ada unit yang dapat diperingkat',
    nobodyListed: (listed: string) => `${listed} unit sudah menerbitkan hasil, tetapi tidak satu pun memenuhi syarat peringkat:`,
    nobodyCount: {
      below_sample: (n: string) => `${n} unit: jawabannya belum mencapai sampel yang diperlukan`,
      review_open: (n: string) => `${n} unit: telaah mutu jawabannya belum selesai`,
      no_spread: (n: string) => `${n} unit: rentang nilainya tidak dapat dihitung`,
    },
    nobodyPublished:
      'Belum ada unit langsung di bawah instansi ini yang menerbitkan hasil periode ini. Hasil dengan kurang dari lima jawaban tidak diterbitkan, agar jawaban perorangan tidak terbuka.',
    unpublished: (n: string) => `${n} unit lain langsung di bawah instansi ini belum menerbitkan hasil periode ini.`,
    chosen:
      'Responden SKM umumnya memilih sendiri untuk menjawab. Rentang di sini hanya memperhitungkan kebetulan; ia tidak memperbaiki perbedaan antara yang menjawab dan yang tidak.',
    how: 'Bagaimana ini dihitung',
    howFigures:
      'Yang dibandingkan ialah IKM versi terbaru yang diterbitkan tiap unit untuk periode ini, dengan nama dan kedudukan unit saat diterbitkan. Angka yang sama berarti peringkat yang sama.',
    howGate: (least: string) =>
      `Unit diperingkat bila n-nya mencapai sampel S (tabel Krejcie dan Morgan, dijumlahkan per layanan) dan tidak ada jawabannya yang masih menunggu telaah mutu. Bila N tidak diketahui, S-nya ${least}, angka terbesar dalam tabel itu.`,
    howIntervals: (level: string, critical: string, draws: string, seed: string) =>
      `Semua pasangan unit dibandingkan sekaligus (Mogstad, Romano, Shaikh, dan Wilhelm 2023). Beda dianggap nyata bila lebih dari ${critical} galat baku; dengan batas itu semua pernyataan peringkat benar bersama-sama dengan keyakinan ${level}. Batasnya dari ${draws} undian dengan benih ${seed}, jadi siapa pun mendapat angka yang sama.`,
    howTiers:
      'Kelompok A dibuka oleh unit dengan IKM tertinggi. Kelompok berikutnya dibuka oleh unit pertama yang nyata di bawah pembuka kelompok sebelumnya. Dua unit di kedua sisi batas belum tentu berbeda nyata.',
    howWhen: 'Peringkat dihitung ulang setiap kali hasil diterbitkan dan setiap kali telaah mutu selesai.',
    published: 'Hasil yang terbit',
    explain: 'Cara menghitung IKM',
    others: 'Peringkat lain',
    everyPeriod: 'Semua periode',
    columns: {
      code: 'Kode unit',
      required: 'S',
      population: 'N',
      low: 'IKM batas bawah',
      high: 'IKM batas atas',
      best: 'Peringkat terbaik',
      worst: 'Peringkat terburuk',
      version: 'Versi',
      at: 'Dihitung pada',
      address: 'Alamat',
    },
  },
  en: {
    title: 'Ranking of units',
    lead: (period: string, at: string) => `${period} · computed on ${at}`,
    listLead:
      'The units below one agency by their published index. Every rank stands with its interval, because a survey cannot be sure of a single rank.',
    none: 'No ranking yet',
    noneText: 'A ranking is computed as soon as an agency publishes the results of its units.',
    periodLine: (ranked: string, listed: string, at: string) => `${ranked} of ${listed} units ranked · computed on ${at}`,
    rankOf: (rank: string, of: string, best: string, worst: string) =>
      best === worst ? `rank ${rank} of ${of}, no interval` : `rank ${rank} of ${of}, interval ${best}–${worst}`,
    said: ({ unit, rank, of, best, worst }: Words) =>
      best === worst
        ? `${unit} is ranked ${rank} of ${of}; no other rank is possible.`
        : `${unit} is ranked ${rank} of ${of}; all that is certain: between ${best} and ${worst}.`,
    saidOut: (unit: string, why: string) => `${unit} is not ranked: ${why}.`,
    allOf: 'See the ranking of all units',
    summary: (ranked: string, tiers: string) =>
      tiers === '1'
        ? `${ranked} units are ranked, and none is shown to be below the first: all are one group.`
        : `${ranked} units are ranked in ${tiers} groups. Units of one group are not shown to be below the first of their group, so do not read their order as a difference.`,
    alt: (ranked: string, out: string, first: string, last: string) =>
      `Dots and index intervals of ${ranked} ranked units, from ${first} to ${last}, each with its rank interval${out === '0' ? '' : `; ${out} more units are not ranked`}. The same numbers are in the table below.`,
    altOut: (out: string) =>
      `Dots and index intervals of ${out} units that are not ranked. The same numbers are in the table below.`,
    picture: 'Ranks with their intervals',
    indexName: 'Index with its 95% interval',
    rankName: 'Possible ranks',
    tier: (name: string) => `Group ${name}`,
    tierOf: (name: string, n: string) => `Group ${name} · ${n} units`,
    out: (n: string) => `Not ranked · ${n} units`,
    table: 'Table of ranks',
    outTable: 'Units that are not ranked',
    inWords: 'The ranks in words',
    download: 'Download CSV',
    rank: 'Rank',
    unit: 'Unit',
    n: 'n',
    ikm: 'Index',
    mutu: 'Letter',
    interval: 'Index interval',
    rankInterval: 'Rank interval',
    group: 'Group',
    rankRange: (best: string, worst: string) => (best === worst ? `rank ${best}` : `rank ${best}–${worst}`),
    tierLower: (name: string) => `group ${name}`,
    why: 'Why',
    small: 'few',
    smallNote: (least: string) => `An n below ${least} is marked "few": its figure still moves easily by chance.`,
    reasons: {
      below_sample: (n, required) => `n ${n} is below the sample of ${required}`,
      review_open: () => 'the quality review of its answers is not finished',
      no_spread: () => 'the interval of its figure cannot be computed',
    } satisfies Reasons as Reasons,
    nobody: 'No unit can be ranked yet',
    nobodyListed: (listed: string) => `${listed} units have published results, but none meets the conditions of a rank:`,
    nobodyCount: {
      below_sample: (n: string) => `${n} units: too few answers for the required sample`,
      review_open: (n: string) => `${n} units: the quality review of their answers is not finished`,
      no_spread: (n: string) => `${n} units: the interval of their figure cannot be computed`,
    },
    nobodyPublished:
      'No unit directly below this agency has published a result for this period. Results with fewer than five answers are not published, so that nobody’s answers are laid open.',
    unpublished: (n: string) => `${n} more units directly below this agency have not published a result for this period.`,
    chosen:
      'Respondents of these surveys mostly chose to answer. The intervals here account for chance only; they do not repair the difference between those who answer and those who do not.',
    how: 'How this was computed',
    howFigures:
      'Compared are the newest published indices of the units for this period, each under the name and place it had when it was published. Equal figures share a rank.',
    howGate: (least: string) =>
      `A unit is ranked where its n reaches the sample S (table of Krejcie and Morgan, summed over its services) and none of its answers waits for a quality review. Where N is not known, S is ${least}, the largest number of that table.`,
    howIntervals: (level: string, critical: string, draws: string, seed: string) =>
      `All pairs of units are compared at once (Mogstad, Romano, Shaikh and Wilhelm 2023). A difference counts as real above ${critical} standard errors; with that limit all statements about ranks hold together with ${level} confidence. The limit comes from ${draws} draws with the seed ${seed}, so that everybody gets the same numbers.`,
    howTiers:
      'Group A is opened by the unit with the greatest index. The next group is opened by the first unit that is really below the opener of the group before. Two units on the two sides of a border need not really differ.',
    howWhen: 'The ranking is computed again whenever a result is published and whenever a quality review ends.',
    published: 'Published results',
    explain: 'How the index is computed',
    others: 'Other rankings',
    everyPeriod: 'Every period',
    columns: {
      code: 'Unit code',
      required: 'S',
      population: 'N',
      low: 'Index, lower end',
      high: 'Index, upper end',
      best: 'Best rank',
      worst: 'Worst rank',
      version: 'Version',
      at: 'Computed on',
      address: 'Address',
    },
  },
});

export const rankingProblems: ProblemCatalogue = {
  'ikm.no_ranking': {
    status: 404,
    id: () =>
      'Belum ada peringkat untuk periode ini. Peringkat dihitung beberapa saat sesudah hasil diterbitkan; lihat daftar peringkat.',
    en: () =>
      'There is no ranking for this period yet. It is computed shortly after a result is published; see the list of rankings.',
    help: 'The office has published nothing for this period, or the job that computes rankings has not run yet.',
  },
};
