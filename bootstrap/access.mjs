/** `npm run access`: who may do what, route by route. The page is made from the routes; test/access.test.ts proves that it is true. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

process.stdout.write(readFileSync(join(root, 'docs', 'access.md'), 'utf8'));
