/** Words of requests that wait for a second person. */
import type { ProblemCatalogue } from '../../kernel/problem.ts';
import { defineTexts } from '../i18n/index.ts';

export const approvalTexts = defineTexts({
  id: {
    title: 'Persetujuan',
    notice: {
      label: 'Permintaan menunggu persetujuan Anda',
      trigger: 'Seorang rekan mengajukan sesuatu yang dapat Anda setujui atau tolak.',
      title: (kind: string) => `Menunggu persetujuan Anda: ${kind}`,
      text: 'Seorang rekan mengajukannya. Periksa, lalu setujui atau tolak.',
    },
    lead: 'Keputusan penting diperiksa dua orang: satu mengajukan, seorang lain menyetujui. Yang mengajukan tidak dapat menyetujui sendiri.',
    forYou: 'Menunggu keputusan Anda',
    noneForYou: 'Tidak ada yang menunggu keputusan Anda.',
    others: 'Menunggu orang lain',
    past: 'Sudah diputuskan',
    what: 'Apa',
    who: 'Diajukan oleh',
    until: 'Berlaku sampai',
    state: 'Keadaan',
    states: {
      waiting: 'menunggu',
      done: 'disetujui dan dilaksanakan',
      refused: 'ditolak',
      withdrawn: 'ditarik kembali',
      outdated: 'batal: isinya berubah',
      expired: 'batal: lewat waktu',
    },
    request: 'Permintaan persetujuan',
    reason: 'Alasan',
    noReason: 'Tidak ditulis',
    asked: 'Diajukan',
    by: (name: string, at: string) => `${name}, ${at}`,
    decided: 'Diputuskan',
    answer: 'Alasan keputusan',
    bound:
      'Yang disetujui persis yang tertulis di sini. Bila isinya berubah sebelum disetujui, permintaan ini batal dan harus diajukan lagi.',
    look: 'Lihat selengkapnya',
    approve: 'Setujui dan laksanakan',
    refuse: 'Tolak',
    refuseTitle: 'Tolak permintaan ini',
    refuseReason: 'Alasan menolak',
    refuseHint: 'Dibaca oleh yang mengajukan dan tercatat di jejak audit.',
    reasonMissing: 'Tulis alasannya.',
    withdraw: 'Tarik kembali permintaan',
    own: 'Anda yang mengajukan, jadi orang lain yang memutuskan.',
    notYours: 'Anda dapat membaca permintaan ini, tetapi tidak memutuskannya.',
    canApprove: (names: string) => `Yang dapat menyetujui: ${names}.`,
    nobody:
      'Tidak ada orang lain di instansi ini yang dapat menyetujui, jadi permintaan ini tidak akan berjalan. Undang orang kedua, atau administrator dapat mematikan aturan ini dengan menulis alasannya.',
    nobodyTitle: 'Tidak ada orang kedua',
    nobodyTomorrow:
      'Orang yang baru bergabung dapat menyetujui mulai 24 jam kemudian, untuk permintaan yang diajukan setelah ia bergabung. Undang hari ini, ajukan, dan besok dapat disetujui.',
    fromWhen: (name: string, from: string) => `${name} (mulai ${from})`,
    tooNew: (from: string) => `Hak Anda untuk ini masih baru. Anda dapat menyetujui mulai ${from}.`,
    joinedAfter: (from: string) =>
      `Anda mendapat hak ini setelah permintaan diajukan, jadi tidak dapat menyetujuinya. Bila diajukan lagi, Anda dapat menyetujui mulai ${from}.`,
    askerNew: (from: string) => `Hak yang mengajukan masih baru. Permintaan ini dapat disetujui mulai ${from}.`,
    confirmTitle: 'Setujui permintaan ini',
    passwordHint:
      'Diminta sekali lagi, karena ini menghapus data. Akun yang hanya masuk lewat SSO meminta kata sandi dahulu kepada operator.',
    openRules: 'Buka aturan persetujuan',
    proposed: 'Permintaan sudah diajukan. Belum ada yang berubah sampai disetujui.',
    changedTitle: 'Isinya sudah berubah',
    changed:
      'Sejak diajukan, isinya berubah, jadi permintaan ini batal dan tidak ada yang dilaksanakan. Periksa isinya, lalu ajukan lagi.',
    impossible: 'Tidak dapat dilaksanakan sekarang',
    again: 'Periksa dan ajukan lagi',
    needs: (names: string) =>
      `Perlu persetujuan orang kedua. Tombol di bawah mengajukannya; tidak ada yang berubah sampai disetujui. Yang dapat menyetujui: ${names}.`,
    alone: 'Cukup satu orang: tombol di bawah langsung melaksanakannya, tanpa persetujuan orang lain.',
    rules: 'Aturan persetujuan',
    rulesLead:
      'Untuk setiap jenis keputusan: apakah perlu orang kedua, dan berapa hari permintaan menunggu. Setiap perubahan tercatat di jejak audit bersama alasannya.',
    change: 'Ubah aturan ini',
    rule: 'Siapa yang memutuskan',
    needed: 'Perlu persetujuan orang kedua',
    notNeeded: 'Cukup satu orang',
    aloneRule: (names: string) => `Satu orang dapat melakukannya sendiri, langsung dan tanpa persetujuan: ${names}.`,
    days: 'Permintaan berlaku (hari)',
    daysHint: 'Dari 1 sampai 90 hari.',
    daysWrong: 'Tulis angka dari 1 sampai 90.',
    ruleReason: 'Alasan perubahan',
    save: 'Simpan',
    saved: 'Aturan sudah disimpan.',
    standard: 'Aturan bawaan.',
    setBy: (name: string, at: string, reason: string) => `Ditetapkan ${name}, ${at}: ${reason}`,
    approvers: (names: string) => `Selain Anda, yang dapat menyetujui sekarang: ${names}.`,
    noApprovers: 'Selain Anda, sekarang tidak ada yang dapat menyetujui. Undang orang kedua, atau pilih “Cukup satu orang”.',
  },
  en: {
    title: 'Approvals',
    notice: {
      label: 'A request waits for your approval',
      trigger: 'A colleague asked for something that you may approve or refuse.',
      title: (kind: string) => `Waits for your approval: ${kind}`,
      text: 'A colleague asked for it. Look at it, then approve or refuse.',
    },
    lead: 'Decisions that matter are looked at by two people: one asks, another agrees. Whoever asks cannot agree alone.',
    forYou: 'Waiting for your decision',
    noneForYou: 'Nothing waits for your decision.',
    others: 'Waiting for somebody else',
    past: 'Decided',
    what: 'What',
    who: 'Asked by',
    until: 'Valid until',
    state: 'State',
    states: {
      waiting: 'waiting',
      done: 'approved and done',
      refused: 'refused',
      withdrawn: 'withdrawn',
      outdated: 'void: what it was about changed',
      expired: 'void: out of time',
    },
    request: 'Request for approval',
    reason: 'Reason',
    noReason: 'Not written',
    asked: 'Asked',
    by: (name: string, at: string) => `${name}, ${at}`,
    decided: 'Decided',
    answer: 'Reason of the decision',
    bound: 'What is approved is exactly what stands here. If it changes before, this request is void and has to be asked again.',
    look: 'See all of it',
    approve: 'Approve and do it',
    refuse: 'Refuse',
    refuseTitle: 'Refuse this request',
    refuseReason: 'Reason for refusing',
    refuseHint: 'Read by whoever asked, and kept in the audit trail.',
    reasonMissing: 'Write the reason.',
    withdraw: 'Withdraw the request',
    own: 'You asked for it, so somebody else decides.',
    notYours: 'You may read this request but not decide it.',
    canApprove: (names: string) => `Who may approve: ${names}.`,
    nobody:
      'Nobody else in this agency may approve, so this request will not go anywhere. Invite a second person, or an administrator can switch the rule off, with a reason.',
    nobodyTitle: 'There is no second person',
    nobodyTomorrow:
      'Whoever has just joined may approve 24 hours later, what was asked after they joined. Invite today, ask, and it can be approved tomorrow.',
    fromWhen: (name: string, from: string) => `${name} (from ${from})`,
    tooNew: (from: string) => `You have the right for this only lately. You may approve from ${from}.`,
    joinedAfter: (from: string) =>
      `You got the right for this after the request was made, so you cannot approve it. Once it is asked anew, you may approve from ${from}.`,
    askerNew: (from: string) => `Whoever asked has the right for this only lately. It may be approved from ${from}.`,
    confirmTitle: 'Approve this request',
    passwordHint:
      'Asked once more, because this erases data. An account that signs in by SSO only asks the operator for a password first.',
    openRules: 'Open the approval rules',
    proposed: 'The request was made. Nothing changes until it is approved.',
    changedTitle: 'It has changed',
    changed:
      'What it was about changed since it was asked, so this request is void and nothing was done. Look at it and ask again.',
    impossible: 'It cannot be done now',
    again: 'Look and ask again',
    needs: (names: string) =>
      `A second person’s approval is needed. The button below asks for it; nothing changes until then. Who may approve: ${names}.`,
    alone: 'One person is enough: the button below does it at once, without anybody else’s approval.',
    rules: 'Approval rules',
    rulesLead:
      'For every kind of decision: whether it needs a second person, and how many days a request waits. Every change is in the audit trail, with its reason.',
    change: 'Change this rule',
    rule: 'Who decides',
    needed: 'A second person has to approve',
    notNeeded: 'One person is enough',
    aloneRule: (names: string) => `One person may do it alone, at once and without approval: ${names}.`,
    days: 'A request is valid for (days)',
    daysHint: 'From 1 to 90 days.',
    daysWrong: 'Give a number from 1 to 90.',
    ruleReason: 'Reason for the change',
    save: 'Save',
    saved: 'The rule was saved.',
    standard: 'The standard rule.',
    setBy: (name: string, at: string, reason: string) => `Set by ${name}, ${at}: ${reason}`,
    approvers: (names: string) => `Besides you, who may approve now: ${names}.`,
    noApprovers: 'Besides you nobody may approve now. Invite a second person, or choose “One person is enough”.',
  },
});

export const approvalAudit = defineTexts({
  id: {
    'approval.ask': 'Mengajukan permintaan persetujuan',
    'approval.approve': 'Menyetujui permintaan',
    'approval.refuse': 'Menolak permintaan',
    'approval.withdraw': 'Menarik kembali permintaan',
    'approval.outdate': 'Membatalkan permintaan yang isinya berubah',
    'approval.expire': 'Membatalkan permintaan yang lewat waktu',
    'approval.set_rule': 'Mengubah aturan persetujuan',
  },
  en: {
    'approval.ask': 'Asked for approval',
    'approval.approve': 'Approved a request',
    'approval.refuse': 'Refused a request',
    'approval.withdraw': 'Withdrew a request',
    'approval.outdate': 'Voided a request whose content changed',
    'approval.expire': 'Voided a request that was out of time',
    'approval.set_rule': 'Changed the approval rules',
  },
});

export const approvalProblems = {
  'approval.own': {
    status: 403,
    id: () => 'Anda yang mengajukan permintaan ini, jadi orang lain yang memutuskannya. Tidak ada yang berubah.',
    en: () => 'You made this request, so somebody else decides it. Nothing changed.',
    help: 'Whoever asked never decides. Another account with the right does; /persetujuan/aturan says who that is.',
  },
  'approval.lent': {
    status: 403,
    id: () =>
      'Hak untuk ini dititipkan salah satu dari Anda berdua kepada yang lain, jadi dihitung satu orang. Minta orang ketiga.',
    en: () => 'One of you two lent the right for this to the other, so you count as one person. Ask a third one.',
    help: 'A role that is lent during leave makes nobody the second person for whoever lent it, nor the other way round.',
  },
  'approval.too_new': {
    status: 403,
    id: (p) =>
      `Hak Anda untuk ini belum genap 24 jam, jadi Anda dapat menyetujui mulai ${p.from}. Tidak ada yang berubah; permintaan tetap menunggu.`,
    en: (p) =>
      `You have had the right for this for less than 24 hours, so you may approve from ${p.from_en}. Nothing changed; the request goes on waiting.`,
    help: 'Whoever agrees must have had the right for 24 hours: otherwise a second account made a minute ago would be the second person. It counts from joining, or from the last change of the role.',
  },
  'approval.joined_after': {
    status: 403,
    id: (p) =>
      `Anda mendapat hak ini setelah permintaan diajukan, jadi tidak dapat menyetujuinya. Tidak ada yang berubah. Bila ditarik dan diajukan lagi, Anda dapat menyetujui mulai ${p.from}.`,
    en: (p) =>
      `You got the right for this after the request was made, so you cannot approve it. Nothing changed. Once it is withdrawn and asked anew, you may approve from ${p.from_en}.`,
    help: 'Whoever agrees had the right before the request was made. The asker withdraws it and asks anew.',
  },
  'approval.asker_new': {
    status: 403,
    id: (p) =>
      `Yang mengajukan belum genap 24 jam memegang haknya, jadi ini dapat disetujui mulai ${p.from}. Tidak ada yang berubah; permintaan tetap menunggu.`,
    en: (p) =>
      `Whoever asked has had the right for less than 24 hours, so this may be approved from ${p.from_en}. Nothing changed; the request goes on waiting.`,
    help: 'Two people decide, so the asker too must have had the right for 24 hours: otherwise a second account made a minute ago would ask, and the first one agree.',
  },
  'approval.over': {
    status: 409,
    id: () => 'Permintaan ini sudah diputuskan, ditarik, atau lewat waktu. Tidak ada yang berubah. Ajukan lagi bila masih perlu.',
    en: () => 'This request was decided, withdrawn or ran out of time. Nothing changed. Ask again if it is still needed.',
    help: 'Only a request that waits can be decided; its page says what became of it.',
  },
  'approval.asker_gone': {
    status: 409,
    id: () =>
      'Yang mengajukan tidak lagi berhak atas keputusan ini, jadi belum ada dua orang. Ajukan lagi oleh orang yang berhak.',
    en: () => 'Whoever asked no longer has the right to, so there are not two people. Somebody with the right has to ask again.',
    help: 'The asker left or lost the role. The request stays until it expires; refuse it, and let somebody else ask.',
  },
  'approval.asked_meanwhile': {
    status: 409,
    id: () => 'Orang lain baru saja mengajukan hal yang sama. Buka halaman Persetujuan.',
    en: () => 'Somebody else has just asked for the same. Open the page Approvals.',
    help: 'Two requests for one thing at the same moment; one of them is kept.',
  },
} satisfies ProblemCatalogue;
