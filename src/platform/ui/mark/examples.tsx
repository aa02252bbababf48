import type { Example } from '../example.ts';
import { Mark } from './view.tsx';

export const examples: readonly Example[] = [{ name: 'tanda', view: <Mark size="lg" /> }];
