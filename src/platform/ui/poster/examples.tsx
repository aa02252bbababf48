import { MutuBadge } from '../badge/view.tsx';
import type { Example } from '../example.ts';
import { Poster, PosterLine } from './view.tsx';

export const examples: readonly Example[] = [
  {
    name: 'a figure and what it stands on',
    view: (
      <Poster
        heading={['Indeks Kepuasan Masyarakat (IKM)', 'Dinas Sosial Kota Contoh']}
        figureName="Nilai IKM"
        figure="83,60"
        under={<MutuBadge mutu="B" word="Baik" />}
        boxName="Responden"
        box={
          <>
            <PosterLine name="Jumlah" value="221 orang" />
            <PosterLine
              name="Jenis kelamin"
              parts={[
                { name: 'Laki-laki', value: '101' },
                { name: 'Perempuan', value: '120' },
              ]}
            />
          </>
        }
        foot="Terima kasih atas penilaian yang telah Anda berikan."
      />
    ),
  },
];
