/** Words of the inbox, its settings and mails. */
import { defineTexts } from '../i18n/index.ts';

export const noticeTexts = defineTexts({
  id: {
    title: 'Pemberitahuan',
    lead: 'Yang perlu Anda lakukan atau ketahui. Membuka satu pemberitahuan menandainya sudah dibaca.',
    settings: 'Atur pemberitahuan',
    empty: 'Belum ada pemberitahuan',
    emptyText: 'Bila ada yang perlu Anda tangani, akan muncul di sini.',
    unread: 'baru',
    open: 'Buka',
    readAll: 'Tandai semua sudah dibaca',
    kept: (days: number) => `Yang sudah dibaca dihapus setelah ${days} hari.`,
    settingsTitle: 'Atur pemberitahuan',
    settingsLead:
      'Semua pemberitahuan selalu ada di kotak Pemberitahuan. Di sini Anda memilih mana yang dikirim juga ke surel Anda.',
    mailTo: (address: string) => `Surel dikirim ke ${address}.`,
    mailOff:
      'Pemasangan ini belum dapat mengirim surel, jadi untuk sementara pemberitahuan hanya ada di kotak. Pilihan Anda disimpan.',
    unproved: (address: string) => `Belum terbukti bahwa ${address} milik Anda, jadi belum ada yang dikirim ke sana.`,
    prove: 'Buktikan di Akun saya',
    choices: { off: 'Jangan', at_once: 'Segera', daily: 'Sekali sehari' },
    dailyHint: 'Sekali sehari: satu surel pukul 07.00 waktu instansi, hanya bila ada yang baru.',
    lang: 'Bahasa surel',
    langs: { id: 'Bahasa Indonesia', en: 'English' },
    save: 'Simpan',
    saved: 'Pilihan disimpan.',
    noKinds: 'Peran Anda tidak menerima pemberitahuan.',
    mail: {
      readAt: (address: string) => `Buka di Suara:\n${address}`,
      readThere: 'Buka di Suara, menu Pemberitahuan.',
      endAt: (address: string) => `Tidak ingin surel seperti ini? Atur di:\n${address}`,
      endThere: 'Tidak ingin surel seperti ini? Atur di Suara, Pemberitahuan, Atur pemberitahuan.',
      sentFor: (office: string) => `Dikirim otomatis oleh Suara untuk ${office}. Tidak perlu dibalas.`,
      digest: (n: number, office: string) => `${n} pemberitahuan: ${office}`,
      more: (n: number) => `dan ${n} lainnya di kotak Pemberitahuan.`,
    },
    help: {
      title: 'Mengatur pemberitahuan',
      steps: [
        'Buka menu Pemberitahuan. Angka di sampingnya: yang belum Anda baca.',
        'Tekan Buka: pemberitahuan ditandai sudah dibaca dan Anda sampai di halamannya.',
        'Tekan Atur pemberitahuan untuk memilih mana yang dikirim ke surel: jangan, segera, atau sekali sehari.',
      ],
    },
  },
  en: {
    title: 'Notices',
    lead: 'What you have to do or to know. Opening a notice marks it read.',
    settings: 'Notice settings',
    empty: 'No notices yet',
    emptyText: 'When something needs you, it appears here.',
    unread: 'new',
    open: 'Open',
    readAll: 'Mark all read',
    kept: (days: number) => `What was read is deleted after ${days} days.`,
    settingsTitle: 'Notice settings',
    settingsLead: 'Every notice is always in your inbox. Here you choose which are e-mailed to you as well.',
    mailTo: (address: string) => `E-mail goes to ${address}.`,
    mailOff: 'This installation cannot send e-mail yet, so notices are in the inbox only for now. Your choices are kept.',
    unproved: (address: string) => `It is not proved that ${address} is yours, so nothing is sent there yet.`,
    prove: 'Prove it in My account',
    choices: { off: 'Never', at_once: 'At once', daily: 'Once a day' },
    dailyHint: 'Once a day: one e-mail at 07:00 of the office’s clock, only when there is something new.',
    lang: 'Language of e-mails',
    langs: { id: 'Bahasa Indonesia', en: 'English' },
    save: 'Save',
    saved: 'Your choices are kept.',
    noKinds: 'Your role receives no notices.',
    mail: {
      readAt: (address: string) => `Open in Suara:\n${address}`,
      readThere: 'Open Suara, menu Notices.',
      endAt: (address: string) => `No more e-mail like this? Choose at:\n${address}`,
      endThere: 'No more e-mail like this? Choose in Suara, Notices, Notice settings.',
      sentFor: (office: string) => `Sent by Suara for ${office}. There is no need to answer.`,
      digest: (n: number, office: string) => `${n} ${n === 1 ? 'notice' : 'notices'}: ${office}`,
      more: (n: number) => `and ${n} more in your inbox.`,
    },
    help: {
      title: 'Setting notices up',
      steps: [
        'Open the menu Notices. The number beside it: those you have not read.',
        'Press Open: the notice is marked read and you are on its page.',
        'Press Notice settings to choose which are e-mailed: never, at once, or once a day.',
      ],
    },
  },
});

export const noticeAudit = defineTexts({
  id: { 'notice.set': 'Mengatur pemberitahuan sendiri' },
  en: { 'notice.set': 'Changed their own notice settings' },
});
