/** `npm run bench [-- name …]`: the short measurements, printed. */
import { fileURLToPath } from 'node:url';
import { measure } from './measure.mjs';

await measure('bench', fileURLToPath(import.meta.url));
