/** `npm run prove -- <name | all>`: the long measurements; each writes docs/measured/<name>.json itself. */
import { fileURLToPath } from 'node:url';
import { measure } from './measure.mjs';

await measure('prove', fileURLToPath(import.meta.url));
