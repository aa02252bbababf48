import type { Example } from '../example.ts';
import { Facts } from './view.tsx';

export const examples: readonly Example[] = [
  {
    name: 'cara menghitung',
    view: (
      <Facts
        items={[
          { term: 'Dasar', value: 'PermenPANRB 14/2017' },
          { term: 'Bobot', value: '1/9 tiap unsur', gloss: 'Tanpa pembulatan.' },
          { term: 'Responden', value: '221 dari 217 yang diperlukan' },
        ]}
      />
    ),
  },
];
