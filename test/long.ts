/**
 * Whether there is time for everything: `npm run test:long` tries the full number of deliveries, languages and foreign ids, and the largest file;
 * `npm test` a part of each, so that every commit is checked within fifteen minutes on two cores.
 */
export const long: boolean = process.env.SUARA_TEST_LONG === '1';
