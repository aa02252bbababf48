import type { Example } from '../example.ts';
import { QrCode } from './view.tsx';

export const examples: readonly Example[] = [
  { name: 'kode layanan', view: <QrCode url="https://suara.kotacontoh.example/s/demo" /> },
];
