import type { Example } from '../example.ts';
import { Preview } from './view.tsx';

export const examples: readonly Example[] = [{ name: 'pratinjau', view: <Preview src="about:blank" title="Pratinjau kios" /> }];
