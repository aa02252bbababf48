/** Words about the operators of the installation. */
import { defineTexts } from '../i18n/index.ts';

export const operatorAudit = defineTexts({
  id: {
    'operator.add': 'Menjadikan akun operator pemasangan',
    'operator.invite': 'Membuat tautan untuk operator pemasangan',
    'operator.join': 'Menjadi operator pemasangan lewat tautan',
    'operator.remove': 'Mencabut operator pemasangan',
    'operator.add_office': 'Menambah instansi',
    'operator.suspend_office': 'Menangguhkan instansi',
    'operator.resume_office': 'Mengakhiri penangguhan instansi',
  },
  en: {
    'operator.add': 'Made an account an operator of the installation',
    'operator.invite': 'Made a link for an operator of the installation',
    'operator.join': 'Became an operator of the installation by a link',
    'operator.remove': 'Took an operator of the installation away',
    'operator.add_office': 'Added an office',
    'operator.suspend_office': 'Suspended an office',
    'operator.resume_office': 'Ended an office’s suspension',
  },
});

export const operatorProblems = {
  'auth.no_operator': {
    status: 404,
    id: (p: Readonly<Record<string, string | number>>) => `${p.email} bukan operator pemasangan ini. Tidak ada yang berubah.`,
    en: (p: Readonly<Record<string, string | number>>) => `${p.email} is no operator of this installation. Nothing was changed.`,
    help: 'List the operators with `suara operator list`.',
  },
  'auth.office_suspended': {
    status: 403,
    id: () =>
      'Instansi Anda sedang ditangguhkan oleh operator pemasangan, jadi petugasnya belum dapat masuk. Survei tetap menerima jawaban dan semua data tetap ada. Hubungi operator.',
    en: () =>
      'The operator of this installation has suspended your agency, so its officers cannot sign in for now. The survey still takes answers and all data is kept. Ask the operator.',
    help: 'An operator suspended the office on /instalasi, with a reason that stands in the installation’s trail there. Public pages and intake go on; the operator takes it back on the same page.',
  },
};
