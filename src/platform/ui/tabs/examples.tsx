import type { Example } from '../example.ts';
import { TabLinks } from './view.tsx';

export const examples: readonly Example[] = [
  {
    name: 'tampilan layanan',
    view: (
      <TabLinks
        label="Tampilan layanan"
        items={[
          { href: '#hasil', label: 'Hasil', current: true },
          { href: '#komentar', label: 'Komentar', count: 38 },
          { href: '#jawaban', label: 'Jawaban', count: '1.047' },
        ]}
      />
    ),
  },
];
