/** Words of flags and their review. */
import { defineTexts, formatDecimal, formatInteger, type Lang } from '../../../platform/i18n/index.ts';
import type { Flag } from '../rules/answer.ts';
import { type FoundFlag, flagLimits } from '../rules/flags.ts';

const { straight, burst, device } = flagLimits;

export const reviewTexts = defineTexts({
  id: {
    menu: 'Telaah jawaban',
    title: 'Telaah jawaban bertanda',
    lead: 'Tanda meminta Anda memeriksa, bukan membuktikan kecurangan. Semua jawaban di sini tetap dihitung sampai dua orang sepakat mengeluarkannya. Menerima pun keputusan dua orang, dan keduanya tercatat di buku publik. Nilai yang diberikan sengaja tidak ditampilkan.',
    rules: 'Aturan dan angkanya',
    period: 'Periode',
    service: 'Layanan',
    all: 'Semua layanan',
    state: 'Keadaan',
    states: { waiting: 'Menunggu ditelaah', accepted: 'Diterima', excluded: 'Dikeluarkan' },
    show: 'Tampilkan',
    counts: (flagged: string, waiting: string, accepted: string, excluded: string) =>
      `${flagged} jawaban bertanda: ${waiting} menunggu, ${accepted} diterima, ${excluded} dikeluarkan.`,
    checked: (at: string) => `Terakhir diperiksa ${at}. Pemeriksaan berjalan sendiri setiap jam bila ada jawaban baru.`,
    neverChecked: 'Periode ini belum diperiksa. Pemeriksaan berjalan sendiri setiap jam.',
    checkNow: 'Periksa sekarang',
    checking: 'Pemeriksaan dimulai. Muat ulang halaman ini sebentar lagi.',
    none: 'Tidak ada jawaban di sini',
    noneWhy: 'Tidak ada jawaban dengan keadaan ini pada periode dan layanan yang dipilih.',
    choose: 'Pilih',
    chooseOne: (receipt: string) => `Pilih ${receipt}`,
    receipt: 'Kode bukti',
    serviceOn: 'Tanggal layanan',
    received: 'Diterima',
    channel: 'Saluran',
    code: 'Kode survei',
    why: 'Mengapa ditandai',
    decision: 'Keputusan',
    kind: 'Penerimaan jawaban bertanda',
    acceptTitle: (count: string) => `Terima ${count} jawaban bertanda`,
    receipts: 'Kode bukti',
    reason: 'Alasan menerima',
    reasonHint:
      'Apa yang Anda periksa, misalnya “hari itu ada pembagian bantuan, 40 orang mengisi di aula”. Tanpa nama orang. Dibaca oleh yang menyetujui; tidak diumumkan.',
    accept: 'Terima jawaban yang dipilih',
    ask: 'Ajukan penerimaan yang dipilih',
    proposed: 'Diajukan',
    asked: {
      accepted: 'Penerimaannya diajukan, menunggu orang kedua',
      excluded: 'Pengecualiannya diajukan, menunggu orang kedua',
    },
    reasonMissing: 'Tulis apa yang Anda periksa.',
    chosenMissing: 'Pilih paling sedikit satu jawaban.',
    exclude: 'Ajukan pengecualian',
    acceptedBy: (by: string, at: string) => `${by}, ${at}`,
    accepted: 'Diterima. Jawaban itu tetap dihitung.',
    names: {
      fast: 'Terlalu cepat',
      nonce: 'Formulir tidak dikenal',
      honeypot: 'Kotak tersembunyi terisi',
      straight: 'Seragam di luar kebiasaan',
      burst: 'Banyak dalam waktu singkat',
      device: 'Satu perangkat, banyak jawaban',
    },
    rulesTitle: 'Aturan telaah jawaban',
    rulesKicker: 'Mutu tanpa penolakan',
    rulesLead:
      'Tidak ada jawaban yang ditolak karena tampak janggal. Yang cocok dengan salah satu aturan ini diberi tanda dan ditelaah orang. Aturannya sama untuk semua instansi dan tidak melihat tinggi atau rendahnya nilai.',
    rulesWhat: {
      fast: 'Formulir dikirim lebih cepat dari 0,7 detik untuk setiap pertanyaan.',
      nonce:
        'Formulir bukan keluaran sistem ini, atau sudah terbuka lebih dari dua hari. Formulir lama yang baru terkirim juga kena tanda ini.',
      honeypot: 'Kotak yang tidak terlihat orang terisi, seperti dilakukan program.',
      straight: `Pada satu kode dan satu hari, paling sedikit ${straight.least} orang memberi nilai yang sama untuk semua pertanyaan (paling sedikit ${straight.items} terisi), dan jumlah itu begitu banyak sehingga peluangnya kurang dari 1 banding ${formatInteger(straight.oneIn, 'id')} bila hari itu seperti hari lain. Yang biasa adalah yang terbanyak antara jawaban lain layanan itu dan hari-hari lain kode itu (masing-masing paling sedikit ${straight.others} jawaban); kemiripan orang pada hari yang sama diperhitungkan (korelasi ${formatDecimal('0.03', 'id')}). Berapa pun nilainya.`,
      burst: `Dalam ${burst.minutes} menit lebih dari ${burst.crowd} jawaban masuk lewat satu kode, dan lebih dari ${burst.times} kali menit tersibuk kode itu pada hari lain; atau ${burst.row} jawaban berturut-turut berselang rata-rata ${burst.fromSeconds}–${burst.toSeconds} detik yang hampir tetap (simpangan baku paling besar ${formatInteger(burst.variation * 100, 'id')} % dari rata-rata), seperti diisi satu tangan. Tidak berlaku untuk lembar kertas, berkas, dan pendamping; irama tetap tidak berlaku untuk kios.`,
      device: `Lebih dari ${device.aDay} jawaban dari satu telepon pada satu hari. Kios dikecualikan. Telepon dikenali dengan nomor acak yang berganti setiap hari; yang disimpan hanya sidiknya untuk instansi dan hari itu, jadi telepon tidak dapat diikuti.`,
    },
    notUsed: 'Yang tidak dipakai',
    notUsedWhat: [
      'Alamat jaringan: satu kantor desa atau satu aula dapat berada di belakang satu alamat.',
      'Tinggi rendahnya nilai, isi saran, dan profil pengisi.',
      'Teka-teki gambar dan kerja komputasi (proof of work): menghalangi telepon lama dan orang yang tidak melihat.',
    ],
    after: 'Sesudah ditandai',
    afterWhat: [
      'Jawaban tetap tersimpan dan tetap dihitung.',
      'Petugas memeriksa, lalu mengajukan dengan alasan: jawaban diterima, atau dikeluarkan. Yang memasukkan jawaban tidak ikut memutuskannya diterima.',
      'Keduanya baru berlaku setelah orang kedua setuju, dan tercatat di buku publik. Pengecualian hanya sebelum periode ditutup.',
      'Setiap hasil yang terbit menyebut berapa jawaban bertanda, diterima, dan dikeluarkan.',
    ],
    measured: 'Seberapa sering aturan ini benar',
    measuredText:
      'Diukur dengan simulasi yang terbuka dalam kode sumber (npm run prove -- flags). Aturan ini menemukan pengisian massal dalam satu hari. Kecurangan yang sabar, sedikit setiap hari dengan nilai beragam dari banyak telepon, tidak ditemukan. Pendamping yang meminjamkan teleponnya kepada banyak orang pada satu hari hampir selalu kena tanda, walaupun jujur: karena itu yang memutuskan orang.',
  },
  en: {
    menu: 'Review answers',
    title: 'Review of flagged answers',
    lead: 'A flag asks you to look, it proves nothing. All answers here count until two people agree to take them out. Accepting takes two people as well, and the public ledger keeps both. The scores are not shown, on purpose.',
    rules: 'The rules and their numbers',
    period: 'Period',
    service: 'Service',
    all: 'All services',
    state: 'State',
    states: { waiting: 'Waiting for review', accepted: 'Accepted', excluded: 'Excluded' },
    show: 'Show',
    counts: (flagged: string, waiting: string, accepted: string, excluded: string) =>
      `${flagged} flagged answers: ${waiting} waiting, ${accepted} accepted, ${excluded} excluded.`,
    checked: (at: string) => `Last checked ${at}. Checks run by themselves every hour where there are new answers.`,
    neverChecked: 'This period was not checked yet. Checks run by themselves every hour.',
    checkNow: 'Check now',
    checking: 'The check has begun. Reload this page in a moment.',
    none: 'No answers here',
    noneWhy: 'There are no answers in this state for the chosen period and service.',
    choose: 'Choose',
    chooseOne: (receipt: string) => `Choose ${receipt}`,
    receipt: 'Receipt code',
    serviceOn: 'Day of service',
    received: 'Received',
    channel: 'Channel',
    code: 'Survey code',
    why: 'Why it was flagged',
    decision: 'Decision',
    kind: 'Acceptance of flagged answers',
    acceptTitle: (count: string) => `Accept flagged answers (${count})`,
    receipts: 'Receipt codes',
    reason: 'Reason for accepting',
    reasonHint:
      'What you checked, such as “aid was handed out that day, 40 people answered in the hall”. Without names. Read by whoever agrees; not published.',
    accept: 'Accept the chosen answers',
    ask: 'Propose to accept the chosen ones',
    proposed: 'Proposed',
    asked: {
      accepted: 'Acceptance proposed, waits for a second person',
      excluded: 'Exclusion proposed, waits for a second person',
    },
    reasonMissing: 'Write what you checked.',
    chosenMissing: 'Choose at least one answer.',
    exclude: 'Propose exclusion',
    acceptedBy: (by: string, at: string) => `${by}, ${at}`,
    accepted: 'Accepted. The answers go on counting.',
    names: {
      fast: 'Too fast',
      nonce: 'Unknown form',
      honeypot: 'Hidden box filled',
      straight: 'Uniform beyond the usual',
      burst: 'Many in a short time',
      device: 'One device, many answers',
    },
    rulesTitle: 'Rules for reviewing answers',
    rulesKicker: 'Quality without refusal',
    rulesLead:
      'No answer is refused for looking odd. What fits one of these rules is flagged and reviewed by people. The rules are the same for every office and do not look at whether scores are high or low.',
    rulesWhat: {
      fast: 'The form was sent faster than 0.7 seconds for each question.',
      nonce:
        'The form did not come from this system, or lay open for more than two days. An old form that was sent late gets this flag too.',
      honeypot: 'A box that people do not see was filled, as programs do.',
      straight: `At one code on one day at least ${straight.least} people gave all questions the same score (at least ${straight.items} answered), and they are so many that the chance is below 1 in ${formatInteger(straight.oneIn, 'en')} if that day was as others are. Usual is the larger of the service’s other answers and this code’s other days (at least ${straight.others} answers each); that people of one day are alike is allowed for (correlation 0.03). Whatever the score.`,
      burst: `Within ${burst.minutes} minutes more than ${burst.crowd} answers came through one code, and more than ${burst.times} times its busiest minutes on other days; or ${burst.row} answers in a row came ${burst.fromSeconds}–${burst.toSeconds} seconds apart on average with hardly any variation (standard deviation at most ${formatInteger(burst.variation * 100, 'en')} % of the mean), as from one hand. Not for paper, files and companions; the steady pace not for kiosks.`,
      device: `More than ${device.aDay} answers from one phone on one day. Kiosks are exempt. A phone is known by a random number that changes every day; only its fingerprint for that office and day is kept, so that no phone can be followed.`,
    },
    notUsed: 'What is not used',
    notUsedWhat: [
      'Network addresses: a whole village office or hall may be behind one address.',
      'Whether scores are high or low, comments, and the profile.',
      'Picture puzzles and proof of work: they shut out old phones and people who cannot see.',
    ],
    after: 'After a flag',
    afterWhat: [
      'The answer stays stored and counts.',
      'An officer checks it, then proposes with a reason that it be accepted, or excluded. Who keyed an answer in has no part in accepting it.',
      'Either holds only once a second person agrees, and the public ledger keeps it. Exclusion only before the period is closed.',
      'Every published result says how many answers were flagged, accepted and excluded.',
    ],
    measured: 'How often the rules are right',
    measuredText:
      'Measured by a simulation that is open in the source code (npm run prove -- flags). The rules find mass filling within a day. Patient cheating, a little every day with varied scores from many phones, is not found. A companion who lends a phone to many people on one day is nearly always flagged although honest: that is why people decide.',
  },
});

/** What one rule saw in one answer, in words with its numbers. */
export function whyWords(rule: Flag | FoundFlag, numbers: Readonly<Record<string, number>>, lang: Lang): string {
  const n = (name: string) => formatInteger(numbers[name] ?? 0, lang);
  const id = lang === 'id';
  if (rule === 'straight') {
    const usual = formatDecimal(String(numbers.usual ?? 0), lang);
    return id
      ? `Pada kode dan hari ini ${n('same')} dari ${n('answers')} orang memberi satu nilai untuk semua pertanyaan; biasanya ${usual} %.`
      : `At this code on this day ${n('same')} of ${n('answers')} people gave all questions one score; usually ${usual} %.`;
  }
  if (rule === 'device')
    return id ? `${n('sent')} jawaban dari satu telepon pada hari ini.` : `${n('sent')} answers from one phone on this day.`;
  if (rule === 'burst' && numbers.row !== undefined)
    return id
      ? `Satu dari ${n('row')} jawaban berturut-turut dengan selang tetap, rata-rata ${n('seconds')} detik.`
      : `One of ${n('row')} answers in a row at a steady pace, ${n('seconds')} seconds apart on average.`;
  if (rule === 'burst')
    return id
      ? `${n('within')} jawaban dalam ${n('minutes')} menit lewat kode ini; batasnya ${n('limit')}.`
      : `${n('within')} answers within ${n('minutes')} minutes through this code; the limit is ${n('limit')}.`;
  return reviewTexts[lang].rulesWhat[rule];
}
