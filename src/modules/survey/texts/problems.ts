/** Refusals of questionnaires, codes and answers. */
import type { ProblemCatalogue } from '../../../kernel/problem.ts';

export const surveyProblems: ProblemCatalogue = {
  'survey.not_flagged': {
    status: 409,
    id: () =>
      'Jawaban ini tidak bertanda menurut aturan telaah, jadi tidak dapat dikeluarkan dengan alasan itu. Tidak ada yang diubah.',
    en: () =>
      'This answer is not flagged by the rules of review, so it cannot be taken out for that reason. Nothing was changed.',
    help: 'The reason "Bukan jawaban sungguhan" is for answers that a published rule flagged (/aturan-telaah). Another reason of the list may fit.',
  },
  'survey.comment_unknown': {
    status: 404,
    id: () => 'Saran ini tidak ada di instansi Anda, atau sudah dihapus. Pilih dari daftar saran.',
    en: () => 'Your agency has no such suggestion, or it was erased. Choose one from the list of suggestions.',
    help: 'The id in the address of /komentar belongs to no answer with a comment within the person’s reach.',
  },
  'survey.aid_gone': {
    status: 404,
    id: () => 'Di pertanyaan itu tidak ada video atau gambar. Mungkin rekan Anda sudah menghapusnya. Tidak ada yang diubah.',
    en: () => 'There is no video or picture beside that question. A colleague may have removed it. Nothing was changed.',
    help: 'The list at /inklusi/isyarat was older than what is stored. Load it again.',
  },
  'survey.own_entry': {
    status: 409,
    id: (p) =>
      `${p.count} dari jawaban yang Anda pilih Anda sendiri yang memasukkannya, jadi orang lain yang menilainya. Belum ada yang diterima: lepas pilihan itu, atau biarkan rekan Anda yang memutuskan.`,
    en: (p) =>
      `You keyed in ${p.count} of the answers you chose yourself, so somebody else judges them. Nothing was accepted: take them out of your choice, or let a colleague decide.`,
    help: 'Who entered or imported a flagged answer neither asks for its acceptance nor agrees to it.',
  },
  'survey.nothing_to_accept': {
    status: 409,
    id: () =>
      'Tidak ada jawaban yang menunggu di antara yang Anda pilih. Muat ulang daftarnya; mungkin rekan Anda sudah memutuskannya.',
    en: () => 'None of the answers you chose is waiting. Reload the list; a colleague may have decided already.',
    help: 'The list at /telaah was older than what is stored.',
  },
  'survey.contact_not_offered': {
    status: 404,
    id: () => 'Tidak ada jawaban dengan kode bukti ini, atau instansinya tidak meminta kontak. Tidak ada yang disimpan.',
    en: () => 'No answers have this receipt, or the office does not ask for contacts. Nothing was kept.',
    help: 'The offer is switched on in Settings, Personal data; the address comes from the page after the survey.',
  },
  'survey.contact_taken': {
    status: 409,
    id: () => 'Kontak untuk jawaban ini sudah tersimpan. Yang baru tidak disimpan.',
    en: () => 'A contact for this answer is kept already. The new one is not.',
    help: 'An answer has at most one contact. Correct it at /kontak, or by a request at /data-pribadi.',
  },
  'survey.instrument_unknown': {
    status: 422,
    id: () => 'Versi kuesioner ini tidak dikenal. Tidak ada yang disimpan. Muat ulang formulirnya, lalu kirim lagi.',
    en: () => 'This version of the questionnaire is unknown. Nothing was stored. Reload the form and send again.',
    help: 'An answer names a version of a questionnaire that the office does not have, or a version names an instrument that no file of the law folder defines. Send it with an id from the form or from the list of versions.',
  },
  'survey.scores_unfit': {
    status: 422,
    id: () => 'Nilai tidak cocok dengan kuesionernya: jumlah, rentang 1–4, atau semuanya kosong. Tidak ada yang disimpan.',
    en: () => 'The scores do not fit the questionnaire: their number, the range 1–4, or all are empty. Nothing was stored.',
    help: 'An answer needs one place per item of its version, each empty or a point of the scale, and at least one answered.',
  },
  'survey.questionnaire_unknown': {
    status: 404,
    id: () => 'Kuesioner ini tidak ada. Pilih kuesioner dari daftar.',
    en: () => 'There is no such questionnaire. Choose one from the list.',
    help: 'The address names a questionnaire that the office does not have, or the office has none yet.',
  },
  'survey.question_unknown': {
    status: 404,
    id: () => 'Pertanyaan ini tidak ada lagi di kuesioner. Tidak ada yang diubah.',
    en: () => 'This question is no longer in the questionnaire. Nothing was changed.',
    help: 'Somebody else took the question away meanwhile. Reload the page.',
  },
  'survey.unsur_unknown': {
    status: 422,
    id: ({ unsur }) => `Unsur "${unsur}" tidak ada di kuesioner ini. Tidak ada yang diubah.`,
    en: ({ unsur }) => `The unsur "${unsur}" is not in this questionnaire. Nothing was changed.`,
    help: 'A change names an unsur that the base instrument does not define.',
  },
  'survey.unsur_twice': {
    status: 422,
    id: () => 'Satu unsur tidak dapat diganti dan dihilangkan sekaligus. Tidak ada yang diubah.',
    en: () => 'An unsur cannot be both replaced and dropped. Nothing was changed.',
    help: 'The changes of a version name one unsur twice.',
  },
  'survey.unsur_not_replaceable': {
    status: 422,
    id: ({ unsur }) =>
      `Unsur "${unsur}" tidak boleh diganti. PermenPANRB 14/2017 hanya membolehkan Biaya/Tarif pada layanan gratis, serta Kompetensi dan Perilaku Pelaksana pada layanan lewat situs web.`,
    en: ({ unsur }) =>
      `The unsur "${unsur}" may not be replaced. PermenPANRB 14/2017 allows it for cost in free services, and for competence and behaviour in online services.`,
    help: 'Choose one of the three, or drop the unsur with a reason: the index is then of fewer unsur, and every result says so.',
  },
  'survey.reason_missing': {
    status: 422,
    id: () => 'Tulis alasannya. Alasan ini tercetak bersama setiap hasil.',
    en: () => 'Write the reason. It is printed with every result.',
    help: 'Replacing or dropping an unsur needs a reason that readers of the result can judge.',
  },
  'survey.scale_not_four': {
    status: 422,
    id: () => 'Pertanyaan yang dihitung dalam IKM harus mempunyai tepat empat pilihan, dari yang terburuk.',
    en: () => 'A question that counts in the index must have exactly four answers, the worst first.',
    help: 'The index is computed on a scale of 1 to 4. Give four labels, or keep the question outside the index.',
  },
  'survey.too_many_added': {
    status: 422,
    id: ({ most }) => `Paling banyak ${most} unsur tambahan yang dapat dihitung. Pertanyaan lain dapat ditanyakan di luar IKM.`,
    en: ({ most }) => `At most ${most} added unsur can be counted. Further questions can be asked outside the index.`,
    help: 'The tallies keep room for twelve unsur.',
  },
  'survey.added_twice': {
    status: 422,
    id: ({ name }) => `Unsur tambahan "${name}" sudah ada di kuesioner ini. Tidak ada yang diubah.`,
    en: ({ name }) => `The added unsur "${name}" is in this questionnaire already. Nothing was changed.`,
    help: 'An added unsur is measured by one question. Take the other question away first, or choose another name.',
  },
  'survey.added_names_full': {
    status: 422,
    id: ({ most, names }) =>
      `Instansi ini sudah memakai ${most} nama unsur tambahan: ${names}. Nama itu tetap miliknya karena jawabannya tersimpan. Pakai salah satunya, atau tanyakan di luar IKM.`,
    en: ({ most, names }) =>
      `The office has used ${most} names of added unsur: ${names}. They stay taken, since their answers are kept. Use one of them, or ask outside the index.`,
    help: 'The tallies keep room for three added unsur, and a place that was ever answered under one name is never given to another: their answers would be added up. The limit holds for all questionnaires of the office together.',
  },
  'survey.added_renamed': {
    status: 422,
    id: ({ first, second }) =>
      `"${first}" dan "${second}" adalah dua unsur tambahan di tempat hitung yang sama, sehingga tidak dapat dijumlahkan. Jawabannya tetap tersimpan. Pilih periode atau layanan yang hanya menanyakan salah satunya.`,
    en: ({ first, second }) =>
      `"${first}" and "${second}" are two added unsur in the same place of the tallies and cannot be added up. Their answers are kept. Choose a period or services that asked only one of them.`,
    help: 'Two versions of questionnaires give one added unsur different names. Figures over both would be of neither, so none are shown.',
  },
  'survey.nothing_left': {
    status: 422,
    id: () => 'Sisakan paling sedikit satu unsur. Tidak ada yang diubah.',
    en: () => 'Leave at least one unsur. Nothing was changed.',
    help: 'Every unsur of the questionnaire would be dropped.',
  },
  'survey.code_invalid': {
    status: 422,
    id: ({ code }) => `Kode "${code}" tidak dapat dipakai. Pakai 3–40 huruf kecil, angka, dan tanda hubung.`,
    en: ({ code }) => `The code "${code}" cannot be used. Use 3–40 small letters, digits and dashes.`,
    help: 'Codes stand in addresses and are read aloud: small letters, digits, single dashes.',
  },
  'survey.code_taken': {
    status: 422,
    id: ({ code = '' }) => `Kode "${code}" sudah dipakai. Pilih kode lain, atau kosongkan supaya dibuatkan.`,
    en: ({ code = '' }) => `The code "${code}" is in use. Choose another, or leave it empty to have one made.`,
    help: 'Codes are unique in the whole installation, closed ones included, because posters live long.',
  },
  'survey.code_unknown': {
    status: 404,
    id: ({ code }) => `Kode "${code}" tidak ada di instansi ini.`,
    en: ({ code }) => `The office has no code "${code}".`,
    help: 'Choose the code from the list at /kode.',
  },
  'survey.unit_unknown': {
    status: 422,
    id: () => 'Unit ini tidak ada. Pilih unit dari daftar.',
    en: () => 'There is no such unit. Choose one from the list.',
    help: 'The unit was removed, or the address was changed by hand.',
  },
  'survey.code_closed': {
    status: 410,
    id: ({ unit }) =>
      `Kode ini sudah ditutup oleh ${unit}, dan jawaban ini tidak diisi sewaktu masih terbuka. Jawaban tetap ada di perangkat ini dan belum dihitung.`,
    en: ({ unit }) =>
      `${unit} has closed this code, and this answer was not given while it was open. It is still on this device and is not counted.`,
    help: 'A device delivered an answer of a closed code that was given after closing, or without saying when. Open the code again, or save the answers to a file.',
  },
  'survey.service_unknown': {
    status: 422,
    id: () => 'Layanan ini tidak ada. Pilih layanan dari daftar.',
    en: () => 'There is no such service. Choose one from the list.',
    help: 'The service was removed, or the address was changed by hand.',
  },
  'survey.conflict_unknown': {
    status: 404,
    id: () => 'Jawaban bentrok ini tidak ada.',
    en: () => 'There is no such conflict.',
    help: 'Choose the entry from the list at /bentrok.',
  },
  'survey.period_unknown': {
    status: 404,
    id: ({ code }) => `Periode "${code}" belum ada di instansi ini. Pilih periode dari daftar di /kelola/periode.`,
    en: ({ code }) => `The office has no period "${code}". Choose one from the list at /kelola/periode.`,
    help: 'The download was asked for a period that was not set up.',
  },
  'survey.import_unknown': {
    status: 404,
    id: () => 'Impor ini tidak ada. Buka daftar impor dan pilih dari sana.',
    en: () => 'There is no such import. Open the list of imports and choose from it.',
    help: 'The address names an import that the office does not have.',
  },
  'survey.import_state': {
    status: 409,
    id: () => 'Keadaan impor ini sudah berubah. Tidak ada yang dilakukan. Muat ulang halamannya.',
    en: () => 'The state of this import has changed. Nothing was done. Reload the page.',
    help: 'Somebody else started, discarded or undid it, or a job is at work on it. The page shows what can be done now.',
  },
  'survey.import_not_ready': {
    status: 422,
    id: () => 'Belum ada baris yang dapat disimpan. Betulkan bacaannya lebih dahulu.',
    en: () => 'There is no row that can be stored yet. Correct the reading first.',
    help: 'The last reading found a problem, or every row lacks a date or a service. The review page says which.',
  },
  'survey.import_twice': {
    status: 409,
    id: ({ by, at }) =>
      `Berkas dan lembar yang sama sudah diimpor oleh ${by} (dikirim ${at}). Tidak ada yang disimpan. Batalkan dulu impor itu bila ingin mengulanginya.`,
    en: ({ by, at }) =>
      `The same file and sheet were imported by ${by} (sent ${at}). Nothing was stored. Undo that import first to do it again.`,
    help: 'Files are compared by SHA-256 and sheet; an undone import does not count.',
  },
  'survey.import_closed': {
    status: 409,
    id: ({ count }) =>
      `${count} jawaban dari berkas ini bertanggal di periode yang sudah ditutup, jadi impornya tidak dapat dibatalkan. Tidak ada yang diubah.`,
    en: ({ count }) =>
      `${count} answers of this file have a date in a closed period, so the import cannot be undone. Nothing was changed.`,
    help: 'What a published result was computed from stays. A correction after closing is a new version of the result, with its reason.',
  },
  'survey.answer_unknown': {
    status: 404,
    id: () => 'Tidak ada jawaban dengan kode bukti ini di unit Anda. Tidak ada yang berubah. Periksa kodenya.',
    en: () => 'There is no answer with this receipt in your units. Nothing changed. Check the code.',
    help: 'The receipt belongs to no answer of the office, or to a service outside the branch of the officer’s role.',
  },
  'survey.excluded_already': {
    status: 409,
    id: () => 'Jawaban ini sudah dikeluarkan dari hitungan. Tidak ada yang berubah.',
    en: () => 'This answer was taken out of the count already. Nothing changed.',
    help: 'An answer has one entry that it no longer counts, with its first reason.',
  },
  'survey.exclusion_closed': {
    status: 409,
    id: () => 'Periode jawaban ini sudah ditutup, jadi jawabannya tidak dapat dikeluarkan lagi. Tidak ada yang berubah.',
    en: () => 'The period of this answer is closed, so the answer cannot be taken out any more. Nothing changed.',
    help: 'After closing nothing that may be in a published result is taken out; single answers are looked through before.',
  },
  'survey.import_stopped': {
    status: 409,
    id: ({ by }) => `Penyimpanan dihentikan oleh ${by}. Yang sudah tersimpan tetap dihitung sampai impornya dibatalkan.`,
    en: ({ by }) => `Storing was stopped by ${by}. What was stored counts until the import is undone.`,
    help: 'An officer stopped the import half way. Undo it, then send the file again if it was the right one.',
  },
  'survey.import_file_gone': {
    status: 410,
    id: () => 'Berkasnya tidak lagi disimpan. Kirim lagi berkas itu.',
    en: () => 'The file is no longer kept. Send it again.',
    help: 'The kept copy of an import file is removed when the import is finished or discarded.',
  },
  'survey.sheets_many': {
    status: 422,
    id: ({ most }) => `Satu cetakan paling sedikit 1 dan paling banyak ${most} lembar. Tidak ada yang dibuat.`,
    en: ({ most }) => `One batch is 1 to ${most} sheets. Nothing was made.`,
    help: 'Make several batches; each has its own number and its own totals.',
  },
  'survey.batch_unknown': {
    status: 404,
    id: () => 'Cetakan lembar ini tidak ada, atau layanannya bukan di unit Anda.',
    en: () => 'There is no such batch of sheets, or its service is not in your units.',
    help: 'The address names a batch that the office does not have, or one of a unit outside the role of whoever asks.',
  },
  'survey.sheet_unknown': {
    status: 404,
    id: () => 'Kode lembar ini tidak dikenal. Periksa angkanya; angka terakhir menjaga dari salah ketik.',
    en: () => 'This sheet code is unknown. Check the digits; the last one guards against slips.',
    help: 'The code is not one of the office, one of its digits is wrong, or the sheet belongs to a unit outside the role of whoever asks.',
  },
  'survey.sheet_keyed': {
    status: 409,
    id: () => 'Lembar ini sudah diketik dan dihitung, jadi tidak dapat ditandai kosong atau rusak.',
    en: () => 'This sheet is keyed and counted already, so it cannot be marked blank or spoiled.',
    help: 'An answer that came in by mistake is taken out at /jawaban/keluarkan or moved at /kertas/pindah.',
  },
  'survey.returned_wrong': {
    status: 422,
    id: ({ most }) => `Tulis jumlah lembar yang kembali: 0 sampai ${most}. Yang lama tetap tercatat.`,
    en: ({ most }) => `Write how many sheets came back: 0 to ${most}. What was there before is kept.`,
    help: 'More sheets than were printed cannot come back; sheets of another batch are counted there.',
  },
  'survey.move_not_paper': {
    status: 409,
    id: () => 'Hanya jawaban dari lembar kertas yang dapat dipindahkan. Tidak ada yang diubah.',
    en: () => 'Only answers from paper sheets can be moved. Nothing was changed.',
    help: 'Whoever answered by a link or a code chose the service; such an answer can only be taken out, at /jawaban/keluarkan.',
  },
  'survey.move_nowhere': {
    status: 422,
    id: () => 'Pilih layanan lain yang masih dipakai. Tidak ada yang diubah.',
    en: () => 'Choose another service that is in use. Nothing was changed.',
    help: 'The service is the one that the answer has already, is retired, or is not in the units of whoever asks.',
  },
  'survey.poster_none': {
    status: 422,
    id: () => 'Pilih paling sedikit satu kode untuk posternya.',
    en: () => 'Choose at least one code for the posters.',
    help: 'The form at /kode was sent without a code ticked; at most 100 posters are made in one file.',
  },
};
