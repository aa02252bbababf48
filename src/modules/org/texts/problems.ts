import type { ProblemCatalogue } from '../../../kernel/problem.ts';
import { periodName } from './periods.ts';

/** Why the office's structure refuses something. */
export const problems = {
  'org.population_missing': {
    status: 409,
    id: () =>
      'Layanan ini belum mempunyai N pada periode ini. Tidak ada yang disimpan. Isi N lebih dahulu di Pengaturan, Periode.',
    en: () => 'This service has no N in this period yet. Nothing was stored. Give N first under Settings, Periods.',
    help: 'What an N rests on, its parts and the frame belong to an N; give it at /kelola/periode/<period>.',
  },
  'org.office_exists': {
    status: 409,
    id: () => 'Instansi ini sudah disiapkan, jadi tidak dibuat lagi. Ubah datanya lewat Pengaturan, Instansi.',
    en: () => 'This agency is set up already, so it was not made again. Change it under Settings, Agency.',
    help: 'The tenant has its row in org_tenant. Change it with changeOffice.',
  },
  'org.second_office': {
    status: 422,
    id: () => 'Instansi sudah ada. Unit baru harus berada di bawah unit lain; pilih unit atasnya.',
    en: () => 'The agency exists already. A new unit must belong to another one; choose it.',
    help: 'Only one unit of an office has no parent. Give parentId.',
  },
  'org.unit_unknown': {
    status: 404,
    id: () => 'Unit ini tidak ada di instansi Anda. Tidak ada yang berubah. Pilih unit dari daftar.',
    en: () => 'Your agency has no such unit. Nothing changed. Choose a unit from the list.',
    help: 'The unit id is wrong or belongs to another office.',
  },
  'org.unit_is_office': {
    status: 422,
    id: (p) => `${p.name} adalah instansi itu sendiri, jadi tidak dapat dipindahkan atau dinonaktifkan.`,
    en: (p) => `${p.name} is the agency itself and can be neither moved nor retired.`,
    help: 'The unit without a parent is the office; it stays at the top and in use.',
  },
  'org.unit_has_units': {
    status: 422,
    id: (p) =>
      `${p.name} belum dinonaktifkan karena masih ada ${p.count} unit di bawahnya. Pindahkan atau nonaktifkan unit itu lebih dahulu.`,
    en: (p) => `${p.name} was not retired: ${p.count} units below it are in use. Move or retire them first.`,
    help: 'Retire or move the units below first, so that nothing disappears with its parent.',
  },
  'org.unit_has_services': {
    status: 422,
    id: (p) =>
      `${p.name} belum dinonaktifkan karena masih ada ${p.count} layanan. Pindahkan atau nonaktifkan layanan itu lebih dahulu.`,
    en: (p) => `${p.name} was not retired: ${p.count} of its services are in use. Move or retire them first.`,
    help: 'Retire or move the services first.',
  },
  'org.unit_retired': {
    status: 422,
    id: (p) =>
      `${p.name} tidak dipakai lagi, jadi tidak ada yang disimpan di bawahnya. Pilih unit lain, atau pakai lagi unit itu.`,
    en: (p) => `${p.name} is not in use, so nothing was put under it. Choose another unit, or use that one again.`,
    help: 'The parent unit is retired. Restore it or choose another one.',
  },
  'org.unit_code_taken': {
    status: 422,
    id: (p) => `Nama web “${p.code}” sudah dipakai unit lain. Pilih nama lain.`,
    en: (p) => `The web name “${p.code}” belongs to another unit. Choose another one.`,
    help: 'Unit codes are unique in the installation (auth_directory, kind unit).',
  },
  'org.move_into_itself': {
    status: 422,
    id: (p) => `${p.name} tidak dapat berada di bawah ${p.parent}, karena ${p.parent} berada di dalamnya. Pilih unit lain.`,
    en: (p) => `${p.name} cannot belong to ${p.parent}, which is part of it. Choose another unit.`,
    help: 'The move would make a cycle in the tree of units.',
  },
  'org.service_unknown': {
    status: 404,
    id: () => 'Layanan ini tidak ada di instansi Anda. Tidak ada yang berubah. Pilih layanan dari daftar.',
    en: () => 'Your agency has no such service. Nothing changed. Choose a service from the list.',
    help: 'The service id is wrong or belongs to another office.',
  },
  'org.period_unknown': {
    status: 404,
    id: (p) => `Periode ${p.code} belum dibuat di instansi Anda. Tambahkan lewat Pengaturan, Periode.`,
    en: (p) => `Your agency has no period ${p.code} yet. Add it under Settings, Periods.`,
    help: 'The code is well formed but the office has no such period.',
  },
  'org.period_taken': {
    status: 422,
    id: (p) => `${periodName(String(p.code), 'id')} sudah ada. Tidak ada yang berubah; buka periode itu dari daftar.`,
    en: (p) => `${periodName(String(p.code), 'en')} exists already. Nothing changed; open it from the list.`,
    help: 'One period of each code per office.',
  },
  'org.period_taken_meanwhile': {
    status: 409,
    id: () => 'Periode itu baru saja dibuat orang lain. Muat ulang daftar periode.',
    en: () => 'Somebody else has just made this period. Reload the list of periods.',
    help: 'Two people created the same period at the same time; one of them was stored.',
  },
  'org.period_overlaps': {
    status: 422,
    id: (p) => `${periodName(String(p.code), 'id')} bertumpuk dengan ${periodName(String(p.other), 'id')}. Pilih periode lain.`,
    en: (p) => `${periodName(String(p.code), 'en')} overlaps ${periodName(String(p.other), 'en')}. Choose another one.`,
    help: 'Two periods of the same kind may not share a day.',
  },
  'org.period_closed': {
    status: 422,
    id: (p) => `${periodName(String(p.code), 'id')} sudah ditutup, jadi tidak dihapus.`,
    en: (p) => `${periodName(String(p.code), 'en')} is closed, so it was not deleted.`,
    help: 'A closed period carries results and is kept.',
  },
} satisfies ProblemCatalogue;
