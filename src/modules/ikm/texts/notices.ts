/** Words of what the office is told about pace and periods. */
import { defineTexts, formatDate } from '../../../platform/i18n/index.ts';

interface Line {
  readonly name: string;
  readonly n: number;
  readonly expected: number;
  readonly pace: number;
}

export const noticeTexts = defineTexts({
  id: {
    behind: {
      label: 'Unit tertinggal dari sasaran responden',
      trigger:
        'Jawaban sebuah layanan kurang dari empat perlima yang seharusnya sudah ada hari ini. Paling sering sekali seminggu tiap unit, ke petugas dan kepala unitnya; setelah dua pengingat tanpa perubahan juga ke kepala instansi dan administrator. Diam pada minggu pertama periode dan bila N belum diisi.',
      title: (unit: string) => `${unit}: jawaban tertinggal dari sasaran`,
      service: ({ name, n, expected, pace }: Line, endsOn: string) =>
        `Layanan ${name}: ${n} dari ${expected} yang seharusnya sudah ada hari ini; perlu ${pace} per hari sampai ${formatDate(endsOn, 'id')}.`,
      more: (n: number) => `Dan ${n} layanan lain.`,
      escalated: 'Dua pengingat sebelumnya tidak membawa perubahan.',
    },
    period: {
      label: 'Periode segera atau sudah berakhir',
      trigger:
        'Tujuh hari sebelum periode berakhir; sehari setelah berakhir bila belum ditutup; seminggu setelah ditutup bila belum ada hasil yang terbit. Masing-masing sekali.',
      ends: (period: string, endsOn: string) => ({
        title: `${period} berakhir ${formatDate(endsOn, 'id')}`,
        text: 'Pastikan lembar kertas sudah diketik dan berkas sudah diimpor sebelum periode ditutup.',
      }),
      over: (period: string, endsOn: string) => ({
        title: `${period} sudah berakhir dan belum ditutup`,
        text: `Hari terakhirnya ${formatDate(endsOn, 'id')}. Tutup periode agar hasilnya dapat diterbitkan.`,
      }),
      unpublished: (period: string) => ({
        title: `${period} sudah ditutup dan belum ada hasil yang terbit`,
        text: 'Periksa hasilnya, lalu ajukan penerbitan.',
      }),
    },
  },
  en: {
    behind: {
      label: 'A unit is behind its target of respondents',
      trigger:
        'A service has fewer than four fifths of the answers that should be there today. At most once a week for each unit, to its officers and head; after two reminders without change also to the head of the office and the administrators. Silent in the first week of a period and where N is unknown.',
      title: (unit: string) => `${unit}: answers are behind the target`,
      service: ({ name, n, expected, pace }: Line, endsOn: string) =>
        `Service ${name}: ${n} of the ${expected} that should be there today; ${pace} a day are needed until ${formatDate(endsOn, 'en')}.`,
      more: (n: number) => `And ${n} more ${n === 1 ? 'service' : 'services'}.`,
      escalated: 'Two earlier reminders changed nothing.',
    },
    period: {
      label: 'A period is about to end or over',
      trigger:
        'Seven days before a period ends; a day after its end when it is not closed; a week after closing when no result is published. Each once.',
      ends: (period: string, endsOn: string) => ({
        title: `${period} ends on ${formatDate(endsOn, 'en')}`,
        text: 'See that paper sheets are keyed in and files imported before the period is closed.',
      }),
      over: (period: string, endsOn: string) => ({
        title: `${period} is over and not closed`,
        text: `Its last day was ${formatDate(endsOn, 'en')}. Close the period so that its result can be published.`,
      }),
      unpublished: (period: string) => ({
        title: `${period} is closed and no result is published`,
        text: 'Look at the result, then ask for its publication.',
      }),
    },
  },
});
