/** Typing errors: how far two words are apart, and how far is still the same word. */

/** Letters inserted, left out, exchanged for another or swapped with their neighbour; more than `most` is `most + 1`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const exchanged = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, exchanged);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return Math.min(last[b.length] ?? 0, most + 1);
}

/** Words of their own one letter away from words of the questions (ramah, mudah, cepat, syarat, produk). */
const otherWords = new Set(['rumah', 'murah', 'mudah', 'tepat', 'surat', 'tarik', 'produsen']);

/** Whether `word` is `known` with a typing error: one letter from five letters on, two from ten on. */
export function isMistyped(word: string, known: string): boolean {
  if (word === known || known.length < 5 || otherWords.has(word)) return false;
  const most = known.length >= 10 ? 2 : 1;
  return editDistance(word, known, most) <= most;
}
