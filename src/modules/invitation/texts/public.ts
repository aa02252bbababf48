/** Words for whoever opens a link. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const publicTexts = defineTexts({
  id: {
    stopped: {
      forged: {
        title: 'Tautan ini tidak lengkap',
        body: 'Kami tidak mengenalinya. Mungkin terpotong saat disalin: buka lagi dari pesan aslinya, atau salin seluruhnya.',
      },
      unknown: { title: 'Tautan ini tidak dikenal', body: 'Instansi yang mengirimnya tidak ada di sini lagi.' },
      used: {
        title: 'Terima kasih, jawaban sudah kami terima',
        body: 'Tautan ini berlaku untuk satu jawaban dan sudah dipakai. Tidak ada yang perlu Anda lakukan lagi. Siapa yang menjawab tidak kami catat.',
      },
      expired: {
        title: 'Tautan ini sudah berakhir',
        body: 'Masa berlakunya habis, jadi tidak ada jawaban yang disimpan lewat tautan ini.',
      },
      closed: { title: 'Survei ini sudah ditutup', body: 'Instansi sedang tidak menerima jawaban untuk layanan ini.' },
    },
    /** In the place of thanks, to whoever has just sent something. */
    usedBefore: 'Tautan ini sudah dipakai',
    sent: 'Yang baru saja Anda kirim tidak disimpan.',
    anyway: 'Anda tetap dapat memberi penilaian di formulir umum layanan ini.',
    toForm: 'Buka formulir umum',
    results: 'Lihat hasil yang sudah diumumkan',
    stop: {
      title: 'Jangan tanya lagi',
      lead: (office: string) => `${office} tidak akan mengirim undangan survei lagi ke nomor atau surel ini.`,
      how: 'Yang disimpan hanya sidik acak dari kontak Anda, bukan kontaknya.',
      button: 'Ya, jangan tanya lagi',
      done: 'Baik, Anda tidak akan ditanya lagi',
      doneBody: 'Tersimpan. Undangan yang belum terkirim juga dibatalkan.',
      wrong: 'Tautan ini tidak lengkap',
      wrongBody: 'Buka lagi dari pesan aslinya. Belum ada yang berubah.',
    },
  },
  en: {
    stopped: {
      forged: {
        title: 'This link is not whole',
        body: 'We do not know it. It may have been cut when it was copied: open it from the message again, or copy all of it.',
      },
      unknown: { title: 'This link is not known', body: 'The office that sent it is not here any more.' },
      used: {
        title: 'Thank you, the answer has arrived',
        body: 'This link is good for one answer and has been used. There is nothing more to do. Who answered is written down nowhere.',
      },
      expired: {
        title: 'This link has ended',
        body: 'It was good for some time and that is over, so nothing was stored through it.',
      },
      closed: { title: 'This survey is closed', body: 'The office takes no answers for this service now.' },
    },
    usedBefore: 'This link has been used',
    sent: 'What you have just sent was not stored.',
    anyway: 'You can still rate this service with its public form.',
    toForm: 'Open the public form',
    results: 'See published results',
    stop: {
      title: 'Do not ask again',
      lead: (office: string) => `${office} will send no more survey invitations to this number or address.`,
      how: 'Only a random fingerprint of your contact is kept, not the contact.',
      button: 'Yes, do not ask again',
      done: 'You will not be asked again',
      doneBody: 'Saved. Invitations not sent yet are dropped too.',
      wrong: 'This link is not whole',
      wrongBody: 'Open it from the message again. Nothing was changed.',
    },
  },
});
