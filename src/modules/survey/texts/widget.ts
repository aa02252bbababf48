/** Words of the officer's page about showing a code's form on a site. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const widgetTexts = defineTexts({
  id: {
    link: 'Sematan',
    title: (code: string) => `Sematan ${code}`,
    lead: 'Formulir ini dapat diisi langsung di situs instansi Anda, tanpa kuki dan tanpa pelacak. Pengelola situs cukup menempel beberapa baris.',
    saved: 'Daftar situs tersimpan dan langsung berlaku.',
    closed: 'Kode ini sedang ditutup: di situs tampil pemberitahuan, bukan formulir.',
    noAddress:
      'Alamat yang dapat dibuka dari luar belum diisi, jadi potongan di bawah belum dapat dibuat. Isi di Pengaturan, Instansi.',
    setAddress: 'Isi alamat instansi',
    insecure: 'Alamat instansi belum https: peramban menolak menampilkannya di situs https. Pasang https lebih dahulu.',
    answers: 'Jawaban lewat sematan kode ini',
    sitesTitle: '1. Sebut situsnya',
    sites: 'Situs yang boleh menampilkan formulir',
    sitesHint:
      'Satu baris satu situs, misalnya https://dinsos.kotacontoh.go.id. Berlaku untuk semua kode instansi. Situs lain hanya melihat pemberitahuan.',
    noSites: 'Belum ada situs yang disebut, jadi formulir belum tampil di situs mana pun.',
    save: 'Simpan daftar',
    snippetTitle: '2. Kirim potongan ini kepada pengelola situs',
    withScript: 'Dengan skrip: tingginya pas, ikut terang atau gelapnya situs',
    withScriptHint: 'Bila skrip tidak jalan, pengunjung tetap melihat tautan ke survei.',
    asButton: 'Dengan tombol: formulir terbuka sesudah ditekan',
    asButtonHint: 'Cocok untuk bagian bawah halaman. Skripnya sama.',
    plain: 'Tanpa skrip: bingkai dengan tinggi tetap',
    plainHint:
      'Untuk situs yang melarang skrip dari luar. Tambahkan ?tema=terang atau ?tema=gelap bila latar situsnya selalu sama.',
    guide: 'Panduan untuk pengelola situs: docs/guides/sematan.md.',
    fill: (about: string) => `Isi survei: ${about}`,
    open: (about: string) => `Survei: ${about}`,
    previewTitle: 'Pratinjau',
    previewLead: 'Begini tampilnya di situs. Di sini tidak ada yang dapat dikirim.',
    light: 'Di situs terang',
    dark: 'Di situs gelap',
    readOnly: 'Anda dapat melihat daftar ini, tetapi tidak mengubahnya.',
    wrong: {
      address: (line: string) => `“${line}” bukan alamat situs. Tulis seperti https://dinsos.kotacontoh.go.id.`,
      secure: (line: string) =>
        `“${line}” belum https, jadi halamannya dapat diubah orang di tengah jalan. Minta pengelola situs memasang https, lalu tulis alamat https-nya.`,
      wide: (line: string) =>
        `“${line}” mencakup situs milik orang lain. Tanda * hanya di depan nama milik pemda sendiri, seperti https://*.kotacontoh.go.id.`,
      many: () => 'Terlalu banyak situs. Paling banyak 50.',
    },
  },
  en: {
    link: 'Frame',
    title: (code: string) => `Frame ${code}`,
    lead: 'This form can be filled in right on your agency’s site, without cookies and trackers. Whoever runs the site pastes a few lines.',
    saved: 'The list of sites is saved and in force.',
    closed: 'This code is closed: the site shows a note instead of the form.',
    noAddress:
      'There is no address yet that can be opened from outside, so there is nothing to paste. Set it in Settings, Agency.',
    setAddress: 'Set the agency’s address',
    insecure: 'The agency’s address is not https yet: browsers refuse to show it on https sites. Set up https first.',
    answers: 'Answers through this code’s frame',
    sitesTitle: '1. Name the site',
    sites: 'Sites that may show the form',
    sitesHint:
      'One site a line, such as https://dinsos.kotacontoh.go.id. For all codes of the agency. Other sites see a note only.',
    noSites: 'No site is named yet, so no site shows the form.',
    save: 'Save the list',
    snippetTitle: '2. Send these lines to whoever runs the site',
    withScript: 'With a script: the right height, light or dark as the site is',
    withScriptHint: 'If the script does not run, visitors still see a link to the survey.',
    asButton: 'With a button: the form opens when it is pressed',
    asButtonHint: 'Fits the end of a page. The script is the same.',
    plain: 'Without a script: a frame of fixed height',
    plainHint:
      'For sites that forbid scripts from elsewhere. Add ?tema=terang (light) or ?tema=gelap (dark) if the site always has one ground.',
    guide: 'Guide for whoever runs the site: docs/guides/sematan.md.',
    fill: (about: string) => `Fill in the survey: ${about}`,
    open: (about: string) => `Survey: ${about}`,
    previewTitle: 'Preview',
    previewLead: 'This is how it looks on the site. Nothing can be sent here.',
    light: 'On a light site',
    dark: 'On a dark site',
    readOnly: 'You can see this list but not change it.',
    wrong: {
      address: (line: string) => `“${line}” is no address of a site. Write one such as https://dinsos.kotacontoh.go.id.`,
      secure: (line: string) =>
        `“${line}” is not https, so its pages can be changed on their way. Ask for https on that site, then write its https address.`,
      wide: (line: string) =>
        `“${line}” includes other people’s sites. A * only stands before a name of the government itself, such as https://*.kotacontoh.go.id.`,
      many: () => 'Too many sites. At most 50.',
    },
  },
});
