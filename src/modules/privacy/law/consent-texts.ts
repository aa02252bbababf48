/**
 * The texts that people agree to, as delivered: version 1 of every office until it writes its own. Each holds what article 21 asks for: legality,
 * purpose, kind of data, how long, and the rights. Plain words, because an unclear text makes the consent void (art. 22).
 */
export interface ConsentText {
  readonly id: string;
  readonly en: string;
}

/** The purpose of contact data. */
export const followUp = 'privacy.follow_up';

export const defaultConsentTexts: Readonly<Record<string, ConsentText>> = {
  [followUp]: {
    id: `Saya setuju instansi ini menyimpan nama serta nomor telepon atau surel saya untuk menghubungi saya tentang layanan yang saya nilai.
Data ini disimpan terenkripsi, terpisah dari jawaban survei, dan tidak diberikan kepada pihak lain.
Data dihapus setelah tindak lanjut selesai atau masa simpannya habis.
Persetujuan ini tidak wajib, tidak memengaruhi layanan, dan dapat saya tarik kapan saja. Saya berhak melihat, memperbaiki, dan meminta penghapusan data saya.
Dasar: persetujuan, Pasal 20 UU 27/2022.`,
    en: `I agree that this agency keeps my name and my telephone number or e-mail address to contact me about the service that I rated.
The data is kept encrypted, apart from the survey answers, and is given to nobody else.
It is erased when the follow-up is done or its retention time is over.
This consent is not required, does not affect any service, and can be withdrawn at any time. I may see, correct and ask for erasure of my data.
Basis: consent, article 20 of UU 27/2022.`,
  },
};
