/** What this part's entries in the audit trail are called. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const auditWords = defineTexts({
  id: {
    'org.change_brand': 'Mengubah tampilan instansi',
    'org.change_office': 'Mengubah data instansi',
    'org.change_service': 'Mengubah layanan',
    'org.change_unit': 'Mengubah unit',
    'org.create_office': 'Membuat instansi',
    'org.create_period': 'Membuka periode',
    'org.create_service': 'Menambah layanan',
    'org.create_unit': 'Menambah unit',
    'org.move_unit': 'Memindahkan unit',
    'org.remove_period': 'Menghapus periode',
    'org.restore_service': 'Memakai lagi layanan',
    'org.restore_unit': 'Memakai lagi unit',
    'org.retire_service': 'Menonaktifkan layanan',
    'org.retire_unit': 'Menonaktifkan unit',
    'org.set_population': 'Mengisi jumlah yang dilayani (N)',
  },
  en: {
    'org.change_brand': 'Changed how the office looks',
    'org.change_office': 'Changed the office',
    'org.change_service': 'Changed a service',
    'org.change_unit': 'Changed a unit',
    'org.create_office': 'Created the office',
    'org.create_period': 'Opened a period',
    'org.create_service': 'Added a service',
    'org.create_unit': 'Added a unit',
    'org.move_unit': 'Moved a unit',
    'org.remove_period': 'Removed a period',
    'org.restore_service': 'Took a service back into use',
    'org.restore_unit': 'Took a unit back into use',
    'org.retire_service': 'Retired a service',
    'org.retire_unit': 'Retired a unit',
    'org.set_population': 'Set the number served (N)',
  },
});
