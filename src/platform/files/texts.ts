/** What is said when a table file cannot be read. Nothing of a refused file is ever kept. */
import type { ProblemCatalogue } from '../../kernel/problem.ts';

const saveAgain = 'Buka di Excel atau LibreOffice, lalu simpan sebagai .xlsx atau .csv.';
const saveAgainEn = 'Open it in Excel or LibreOffice and save it as .xlsx or .csv.';

export const problems: ProblemCatalogue = {
  'files.not_found': {
    status: 404,
    id: ({ path }) => `Berkas ${path} tidak ada. Periksa nama dan foldernya.`,
    en: ({ path }) => `There is no file ${path}. Check its name and folder.`,
    help: 'The path given does not exist. Paths are resolved from the folder where the command was typed.',
  },
  'files.not_readable': {
    status: 400,
    id: ({ path }) => `${path} tidak dapat dibaca: bukan berkas biasa, atau Anda tidak berhak membacanya.`,
    en: ({ path }) => `${path} cannot be read: it is no regular file, or you may not read it.`,
    help: 'The path is a folder or a device, or the rights of the user forbid reading it.',
  },
  'files.empty': {
    status: 400,
    id: () => 'Berkas ini kosong. Pilih berkas yang berisi tabel.',
    en: () => 'This file is empty. Choose one that holds a table.',
    help: 'The file has no content but blanks. Often a download that failed.',
  },
  'files.encrypted': {
    status: 400,
    id: () => 'Berkas ini terkunci kata sandi. Buka di Excel, hapus kata sandinya (Berkas › Info › Enkripsi), lalu simpan lagi.',
    en: () =>
      'This file is protected by a password. Open it in Excel, remove the password (File › Info › Encrypt) and save it again.',
    help: 'An encrypted workbook. Passwords are never asked for: remove the protection and try again.',
  },
  'files.old_excel': {
    status: 400,
    id: () => `Ini berkas Excel lama (.xls). ${saveAgain}`,
    en: () => `This is an old Excel file (.xls). ${saveAgainEn}`,
    help: 'A workbook of Excel 97–2003. Only .xlsx and .csv are read.',
  },
  'files.locked_or_old': {
    status: 400,
    id: () => `Berkas ini terkunci kata sandi atau berformat Office lama. Hapus kata sandinya. ${saveAgain}`,
    en: () => `This file is protected by a password or in an old Office format. Remove the password. ${saveAgainEn}`,
    help: 'An OLE container whose content could not be told apart; only .xlsx and .csv are read.',
  },
  'files.web_page': {
    status: 400,
    id: () => `Ini halaman web atau XML dengan nama berkas tabel. ${saveAgain}`,
    en: () => `This is a web page or XML under the name of a table file. ${saveAgainEn}`,
    help: 'Some applications export HTML under the name .xls. Saving it again from a spreadsheet program mends it.',
  },
  'files.wrong_type': {
    status: 400,
    id: ({ type }) => `Jenis berkas ini (${type}) tidak dapat dibaca sebagai tabel. Yang diterima: .csv dan .xlsx. ${saveAgain}`,
    en: ({ type }) => `This type of file (${type}) cannot be read as a table. Accepted: .csv and .xlsx. ${saveAgainEn}`,
    help: 'The content is of another type, whatever the name says.',
  },
  'files.truncated': {
    status: 400,
    id: () => 'Berkas .xlsx ini terpotong atau rusak, sehingga tidak dapat dibaca. Salin atau unduh lagi berkas aslinya.',
    en: () => 'This .xlsx file is cut off or damaged and cannot be read. Copy or download the original again.',
    help: 'The directory at the end of the ZIP is missing, or its parts do not fit. Usually an interrupted copy.',
  },
  'files.zip_bomb': {
    status: 400,
    id: () => 'Isi berkas ini mengembang jauh di luar kewajaran dan mungkin berbahaya. Berkas tidak dibuka.',
    en: () => 'This file unpacks to far more than is plausible and may be an attack. It was not opened.',
    help: 'A part of the ZIP declares or yields more than 1 GiB, or more than 200 times its packed size beyond 16 MiB. Save the sheet as .csv.',
  },
  'files.too_big': {
    status: 413,
    id: () => 'Berkas ini terlalu besar sebagai .xlsx. Simpan lembarnya sebagai .csv, lalu coba lagi.',
    en: () => 'This file is too big as .xlsx. Save the sheet as .csv and try again.',
    help: 'More than 10,000 parts or more than 100 million characters of shared text. CSV has no such limit.',
  },
  'files.malformed': {
    status: 400,
    id: () => `Isi berkas .xlsx ini rusak. ${saveAgain}`,
    en: () => `The content of this .xlsx file is damaged. ${saveAgainEn}`,
    help: 'The XML of a part breaks the rules of the format. Saving it again usually mends it.',
  },
  'files.malformed_line': {
    status: 400,
    id: ({ line }) => `Berkas ini tidak dapat dibaca mulai baris ${line}. Perbaiki baris itu, lalu coba lagi.`,
    en: ({ line }) => `This file cannot be read from line ${line} on. Mend that line and try again.`,
    help: 'The CSV breaks at this line, often because the file was damaged or joined from parts.',
  },
  'files.quote_not_closed': {
    status: 400,
    id: ({ line }) =>
      `Tanda petik (") yang dibuka di baris ${line} tidak ditutup. Tutup atau hapus tanda petik itu, lalu coba lagi.`,
    en: ({ line }) => `The quotation mark (") opened in line ${line} is not closed. Close or remove it and try again.`,
    help: 'All text after an open quotation mark belongs to one cell; the file ends, or a million characters pass, before it is closed.',
  },
  'files.sheet_not_found': {
    status: 404,
    id: ({ sheet, sheets }) => `Lembar "${sheet}" tidak ada. Lembar dalam berkas ini: ${sheets}.`,
    en: ({ sheet, sheets }) => `There is no sheet "${sheet}". Sheets in this file: ${sheets}.`,
    help: 'The sheet named is not among the visible sheets; a .csv has none.',
  },
  'files.no_sheet': {
    status: 400,
    id: () => 'Berkas .xlsx ini tidak punya lembar yang terlihat. Tampilkan lembarnya, lalu simpan lagi.',
    en: () => 'This .xlsx file has no visible sheet. Unhide the sheet and save it again.',
    help: 'All sheets are hidden or hold charts only.',
  },
};
