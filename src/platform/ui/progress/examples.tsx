import type { Example } from '../example.ts';
import { Progress } from './view.tsx';

export const examples: readonly Example[] = [
  { name: 'berjalan', view: <Progress label="Impor jawaban" value={320} max={1250} text="320 dari 1.250 baris" /> },
  { name: 'belum tahu panjangnya', view: <Progress label="Menghitung ulang" value={0} max={0} /> },
];
