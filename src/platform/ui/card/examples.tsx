import type { Example } from '../example.ts';
import { Card } from './view.tsx';

export const examples: readonly Example[] = [
  {
    name: 'kartu lengkap',
    view: (
      <Card title="Yang sedang dilakukan" actions={<a href="#ubah">Ubah</a>} footer="Diperbarui 15 Oktober 2024">
        <p>
          <strong>Waktu penyelesaian</strong> · surat keluar paling lambat 2 hari kerja
        </p>
      </Card>
    ),
  },
];
