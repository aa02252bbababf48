import type { Example } from '../example.ts';
import { Pager } from './view.tsx';

export const examples: readonly Example[] = [
  { name: 'di tengah', view: <Pager page={5} pages={12} href={(n) => `#halaman-${n}`} /> },
];
