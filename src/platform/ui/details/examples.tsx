import type { Example } from '../example.ts';
import { Details } from './view.tsx';

export const examples: readonly Example[] = [
  {
    name: 'terbuka',
    view: (
      <Details summary="Cara menghitung" open>
        <p>Jumlah nilai tiap unsur dibagi banyaknya yang menjawab unsur itu.</p>
      </Details>
    ),
  },
  {
    name: 'tertutup, tetapi tercetak',
    view: (
      <Details summary="Sumber" printed>
        <p>Lampiran PermenPANRB 14/2017.</p>
      </Details>
    ),
  },
];
