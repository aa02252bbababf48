/** The words around an office's own text, in the language of whoever gets the message. */
export const messageWords = {
  id: {
    nameless: 'Bapak/Ibu',
    subject: (service: string) => `Bagaimana layanan ${service}?`,
    stop: 'Jangan tanya lagi',
  },
  en: {
    nameless: 'Sir or Madam',
    subject: (service: string) => `How was ${service}?`,
    stop: 'Do not ask again',
  },
} as const;
