import type { Example } from '../example.ts';
import { Steps } from './view.tsx';

export const examples: readonly Example[] = [
  {
    name: 'langkah ketiga',
    view: (
      <Steps
        current={3}
        steps={[
          { label: 'Instansi', href: '#1' },
          { label: 'Unit', href: '#2' },
          { label: 'Layanan' },
          { label: 'Periode' },
          { label: 'Petugas' },
        ]}
      />
    ),
  },
];
