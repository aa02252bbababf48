/** Words of what waits on a device to be sent. Small: respondents' phones load them. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const queueTexts = defineTexts({
  id: {
    restored: 'Isian Anda tadi dipulihkan dari perangkat ini.',
    startOver: 'Mulai dari kosong',
    sending: 'Mengirim …',
    title: 'Jawaban di perangkat ini',
    empty: 'Belum ada apa-apa di sini. Muat berkas yang disimpan di perangkat lain: jawaban di dalamnya dikirim dari sini.',
    waitingTitle: 'Belum terkirim',
    waiting:
      'Jawaban Anda tersimpan di perangkat ini dan akan dikirim sendiri begitu tersambung, selama halaman ini dibuka. Terkirim dua kali tetap dihitung satu.',
    sendNow: 'Kirim sekarang',
    again: 'Isi untuk orang lain',
    save: 'Simpan ke berkas',
    load: 'Muat dari berkas',
    fromFile: 'Punya berkas jawaban dari perangkat lain? Muat di sini.',
    loaded: (count: number, broken: number) =>
      `${count} jawaban dimuat dari berkas.${broken === 0 ? '' : ` ${broken} lainnya rusak dan tidak dimuat: simpan berkasnya.`}`,
    sent: (count: number) => `Baru saja terkirim: ${count}.`,
    held: (count: number) => `Tidak masuk: ${count}; sebabnya ada di daftar.`,
    loadFailed: 'Berkas ini bukan simpanan antrean, atau terpotong. Tidak ada yang diubah.',
    clear: 'Hapus yang sudah terkirim dari daftar',
    states: {
      waiting: 'menunggu dikirim',
      sent: (receipt: string) => `terkirim, kode bukti ${receipt}`,
      conflict: 'sudah pernah dikirim dengan isi lain; yang ini disimpan petugas dan tidak dihitung',
      refused: (why: string) => `belum dapat diterima: ${why}`,
    },
    attempts: (count: number) => `${count} kali dicoba`,
  },
  en: {
    restored: 'What you filled in before was restored from this device.',
    startOver: 'Start empty',
    sending: 'Sending …',
    title: 'Answers on this device',
    empty: 'There is nothing here yet. Load the file that another device saved: its answers are sent from here.',
    waitingTitle: 'Not sent yet',
    waiting:
      'Your answers are kept on this device and will be sent by themselves as soon as there is a connection, while this page is open. Sent twice they count once.',
    sendNow: 'Send now',
    again: 'Fill in for somebody else',
    save: 'Save to a file',
    load: 'Load from a file',
    fromFile: 'A file of answers from another device? Load it here.',
    loaded: (count: number, broken: number) =>
      `${count} answers loaded from the file.${broken === 0 ? '' : ` ${broken} more are damaged and were not loaded: keep the file.`}`,
    sent: (count: number) => `Just sent: ${count}.`,
    held: (count: number) => `Not taken: ${count}; the list says why.`,
    loadFailed: 'This file is not a saved queue, or was cut off. Nothing was changed.',
    clear: 'Remove sent ones from the list',
    states: {
      waiting: 'waiting to be sent',
      sent: (receipt: string) => `sent, receipt ${receipt}`,
      conflict: 'sent before with other content; this one is kept by the officers and not counted',
      refused: (why: string) => `cannot be taken yet: ${why}`,
    },
    attempts: (count: number) => `tried ${count} times`,
  },
});
