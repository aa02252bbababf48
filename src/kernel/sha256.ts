/**
 * SHA-256 (FIPS 180-4) without an import, for code that runs in the browser: WebCrypto's digest exists only on https pages, while an
 * office may serve its own network without, and it answers later, which costs more than hashing the 65 bytes of a tree node.
 * Tested against Node's own on random input; the server uses that one.
 */

/** The first 32 bits of the fractional part of a root of a prime, as FIPS 180-4 §4.2.2 and §5.3.3 make their constants. */
function fraction(prime: number, root: 2 | 3): number {
  // An integer root of prime · 2^(32·root): exact, where a floating-point root would lose the last bits.
  const target = BigInt(prime) << BigInt(32 * root);
  let [low, high] = [0n, 1n << 40n];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(root) <= target) low = middle;
    else high = middle;
  }
  return Number(low & 0xffffffffn) | 0;
}

const primes = Array.from({ length: 310 }, (_, n) => n + 2).filter((n) => {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
});
const roundConstants = Int32Array.from(primes.slice(0, 64), (prime) => fraction(prime, 3));
const initial = Int32Array.from(primes.slice(0, 8), (prime) => fraction(prime, 2));
const schedule = new Int32Array(64);

const turn = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

/** Mixes one block of 64 bytes, which begins at `at`, into the state. */
function mix(state: Int32Array, view: DataView, at: number): void {
  const w = schedule;
  for (let t = 0; t < 16; t++) w[t] = view.getInt32(at + 4 * t);
  for (let t = 16; t < 64; t++) {
    const [x, y] = [w[t - 15] as number, w[t - 2] as number];
    const small0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const small1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    w[t] = ((w[t - 16] as number) + small0 + (w[t - 7] as number) + small1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let t = 0; t < 64; t++) {
    const big1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const choice = (e & f) ^ (~e & g);
    const one = (h + big1 + choice + (roundConstants[t] as number) + (w[t] as number)) | 0;
    const big0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + big0 + majority) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((value, at) => {
    state[at] = ((state[at] as number) + value) | 0;
  });
}

/** The 32 bytes of the digest. */
export function sha256(data: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((data.length + 9) / 64) * 64);
  padded.set(data);
  padded[data.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(data.length / 2 ** 29));
  view.setUint32(padded.length - 4, (data.length * 8) >>> 0);
  const state = initial.slice();
  for (let at = 0; at < padded.length; at += 64) mix(state, view, at);
  const digest = new Uint8Array(32);
  const out = new DataView(digest.buffer);
  state.forEach((value, at) => {
    out.setInt32(4 * at, value);
  });
  return digest;
}
