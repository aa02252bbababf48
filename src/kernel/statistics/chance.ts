/** Random numbers that a seed decides, the same on every machine: what is simulated can be simulated again by a doubter. */

export interface Chance {
  /** Uniform in [0, 1). */
  uniform(): number;
  normal(): number;
  /** Student's t. */
  student(degrees: number): number;
}

/** xoshiro128** (D. Blackman, S. Vigna, ACM TOMS 47, 2021) seeded by splitmix32; normals by the polar method of G. Marsaglia. */
export function chanceFrom(seed: number): Chance {
  let mixed = seed >>> 0;
  const split = () => {
    mixed = (mixed + 0x9e_37_79_b9) >>> 0;
    let z = mixed;
    z = Math.imul(z ^ (z >>> 16), 0x21_f0_aa_ad);
    z = Math.imul(z ^ (z >>> 15), 0x73_5a_2d_97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let [a, b, c, d] = [split(), split(), split(), split()];
  const next = () => {
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const uniform = () => next() / 2 ** 32;
  let kept: number | null = null;
  const normal = () => {
    if (kept !== null) {
      const value = kept;
      kept = null;
      return value;
    }
    for (;;) {
      const [x, y] = [2 * uniform() - 1, 2 * uniform() - 1];
      const square = x * x + y * y;
      if (square === 0 || square >= 1) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      kept = y * factor;
      return x * factor;
    }
  };
  /** Gamma with this shape, 1 or more halves: G. Marsaglia, W. W. Tsang, ACM TOMS 26 (2000). */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * (1 - uniform()) ** (1 / shape);
    const third = shape - 1 / 3;
    const scale = 1 / Math.sqrt(9 * third);
    for (;;) {
      const x = normal();
      const v = (1 + scale * x) ** 3;
      if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + third - third * v + third * Math.log(v)) return third * v;
    }
  };
  return { uniform, normal, student: (degrees) => normal() / Math.sqrt((2 * gamma(degrees / 2)) / degrees) };
}
