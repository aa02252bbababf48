/** Words of the decision to erase what a receipt leads to. */
import { defineTexts } from '../../../platform/i18n/index.ts';

export const approvalTexts = defineTexts({
  id: {
    kind: 'Penghapusan data atas permohonan warga',
    title: (records: string) => `Hapus atas permohonan: ${records}`,
    request: 'Permohonan',
    received: 'Diterima',
    due: 'Paling lambat dijawab',
    record: 'Yang dihapus',
    waiting: 'Penghapusan ini menunggu persetujuan',
  },
  en: {
    kind: 'Erasure at a person’s request',
    title: (records: string) => `Erase at a person’s request: ${records}`,
    request: 'Request',
    received: 'Received',
    due: 'To be answered by',
    record: 'What is erased',
    waiting: 'This erasure waits for approval',
  },
});
