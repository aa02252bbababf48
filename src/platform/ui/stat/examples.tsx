import { MutuBadge } from '../badge/view.tsx';
import type { Example } from '../example.ts';
import { Stat } from './view.tsx';

export const examples: readonly Example[] = [
  { name: 'sedang', view: <Stat label="Jawaban hari ini" value="12" unit="dari 8 layanan" /> },
  {
    name: 'besar',
    view: (
      <Stat label="Indeks Kepuasan Masyarakat" value="83,60" size="xl">
        <MutuBadge mutu="B" word="Baik" />
        <p class="muted">rentang 82,2–85,0 (95 %)</p>
      </Stat>
    ),
  },
];
