/** Words of the response rates. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const rateTexts = defineTexts({
  id: {
    title: 'Tingkat respons undangan',
    byWay: 'Menurut cara melayani (permohonan yang dilayani)',
    byChannel: 'Menurut jalur undangan',
    byOutcome: 'Menurut hasil permohonan',
    group: 'Kelompok',
    ways: { counter: 'Loket', online: 'Daring', visit: 'Kunjungan', other: 'Lainnya', '': 'tidak disebut' },
    channels: { email: 'Surel', gateway: 'SMS/WhatsApp', '': 'tidak tercatat' },
    outcomes: { served: 'Dilayani sampai selesai', apart: 'Ditolak atau tidak selesai', '': '' },
    answered: 'Menjawab',
    of: (answered: string, sent: string) => `${answered} dari ${sent}`,
    rate: 'Respons',
    why: 'Dari tautan yang masih disimpan, sampai 60 hari setelah berakhir. Yang pesannya gagal tidak ikut dihitung.',
    few: 'Kelompok dengan kurang dari lima orang digabung. Cara melayani diambil dari kolom “cara” pada daftar.',
    servedOnly: 'Hanya undangan tentang layanan pada periode ini. Kelompok dengan kurang dari lima orang digabung.',
  },
  en: {
    title: 'Response rate of invitations',
    byWay: 'By way of serving (requests that were served)',
    byChannel: 'By what the invitation went out',
    byOutcome: 'By outcome of the request',
    group: 'Group',
    ways: { counter: 'Counter', online: 'Online', visit: 'Visit', other: 'Other', '': 'not said' },
    channels: { email: 'E-mail', gateway: 'SMS/WhatsApp', '': 'not recorded' },
    outcomes: { served: 'Served to the end', apart: 'Refused or given up', '': '' },
    answered: 'Answered',
    of: (answered: string, sent: string) => `${answered} of ${sent}`,
    rate: 'Rate',
    why: 'Of the links that are still kept, up to 60 days after they ended. Those whose message failed are left out.',
    few: 'Groups of fewer than five people are taken together. The way of serving is the list’s column “cara”.',
    servedOnly: 'Only invitations about services in this period. Groups of fewer than five people are taken together.',
  },
});
