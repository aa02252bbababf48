import type { Example } from '../example.ts';
import { Quote, Quotes } from './view.tsx';

export const examples: readonly Example[] = [
  {
    name: 'komentar',
    view: (
      <Quotes>
        <Quote meta="14 Oktober 2024 · QR loket" actions={<a href="#periksa">Periksa</a>}>
          Berkas lengkap hari Senin, surat baru keluar hari Jumat.
        </Quote>
        <Quote>Petugas ramah, tapi antrean dipanggil lama.</Quote>
      </Quotes>
    ),
  },
];
