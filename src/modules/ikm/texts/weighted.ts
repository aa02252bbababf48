/** Words of the index weighted to the frame. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const weightedTexts = defineTexts({
  id: {
    title: 'IKM tertimbang',
    value: (ikm: string) => `IKM tertimbang ${ikm}`,
    beside: (ikm: string) => `Orang yang sama tanpa bobot: ${ikm}.`,
    note: 'Angka kedua, bukan IKM menurut peraturan: tanpa mutu, tidak diterbitkan, tidak dipakai untuk peringkat atau selisih. Jawaban yang datang tepat waktu ditimbang sampai susunan responden sama dengan kerangka (raking). Silangan ciri hanya dihitung sesaat untuk bobot; tidak disimpan dan tidak ditampilkan.',
    dimensions: (list: string) => `Ditimbang menurut ${list}.`,
    people: (n: string, left: string) =>
      `Dari ${n} responden yang menyebut semua ciri itu; ${left} yang tidak menyebutnya tidak ikut.`,
    effective: (effective: string, greatest: string) =>
      `Sebanding dengan ${effective} responden tanpa bobot. Bobot terberat ${greatest} kali rata-rata.`,
    refused: {
      few: 'Tidak dihitung: responden yang menyebut semua ciri kerangka kurang dari lima.',
      too_many: 'Tidak dihitung: jawabannya terlalu banyak untuk ditimbang sambil menunggu.',
      silent: 'Tidak dihitung: ada unsur yang belum dijawab siapa pun.',
      unsettled: 'Tidak dihitung: kerangka tidak dapat dipenuhi sekaligus, karena ada gabungan ciri tanpa responden.',
    },
    empty: (group: string) =>
      `Tidak dihitung: kerangka punya kelompok ${group}, tetapi belum ada responden yang dapat mewakilinya. Kumpulkan jawaban dari kelompok itu.`,
    unknown: (group: string) =>
      `Tidak dihitung: ada responden kelompok ${group}, tetapi kerangka tidak punya penerima di kelompok itu. Lengkapi kerangkanya.`,
    weight: (greatest: string, limit: string) =>
      `Tidak dihitung: seorang responden harus ditimbang ${greatest} kali rata-rata, lebih dari batas ${limit}. Segelintir orang akan menentukan angkanya.`,
  },
  en: {
    title: 'Weighted IKM',
    value: (ikm: string) => `Weighted IKM ${ikm}`,
    beside: (ikm: string) => `The same people without weights: ${ikm}.`,
    note: 'A second figure, not the IKM of the regulation: no grade, not published, in no rank or difference. Answers that came in time are weighted until respondents are composed as the frame is (raking). Dimensions are crossed for a moment only, for the weights; that is neither kept nor shown.',
    dimensions: (list: string) => `Weighted by ${list}.`,
    people: (n: string, left: string) => `Of ${n} respondents who said all of these; ${left} who did not are left out.`,
    effective: (effective: string, greatest: string) =>
      `Worth ${effective} respondents without weights. The greatest weight is ${greatest} times the mean.`,
    refused: {
      few: 'Not computed: fewer than five respondents said all that the frame has.',
      too_many: 'Not computed: there are too many answers to weigh while you wait.',
      silent: 'Not computed: an element has no answer yet.',
      unsettled: 'Not computed: the frame cannot be met at once, since some combination has no respondent.',
    },
    empty: (group: string) =>
      `Not computed: the frame has the group ${group}, but no respondent can stand for it. Collect answers of that group.`,
    unknown: (group: string) =>
      `Not computed: there are respondents of the group ${group}, but the frame has no recipient in it. Complete the frame.`,
    weight: (greatest: string, limit: string) =>
      `Not computed: one respondent would weigh ${greatest} times the mean, more than the limit of ${limit}. A handful would decide the figure.`,
  },
});
