/**
 * Normal and Student's t, both ways, to more digits than anything here prints; fixed vectors from base R test them.
 *
 * Normal quantile: M. J. Wichura, Algorithm AS 241 (Applied Statistics 37, 1988), PPND16. Student's distribution function: the incomplete beta
 * function by its continued fraction (Abramowitz and Stegun 26.5.8, 26.7.1; evaluated as by W. J. Lentz, Applied Optics 15, 1976). Student's quantile: Newton's
 * method on that, from the normal quantile; beyond a million degrees its expansion about the normal one (Abramowitz and Stegun 26.7.5).
 */

/** Σ coefficients · x^i. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((total, each) => total * x + each, 0);
}

const near = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
    5226.495278852854,
  ],
] as const;
const middle = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
    0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457, 0.0005475938084995345,
    1.0507500716444169e-9,
  ],
] as const;
const far = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124, 0.0012426609473880784,
    2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
] as const;

/** The point below which a share `p` of the standard normal lies. @throws RangeError unless 0 < p < 1 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`${p} is not a share between 0 and 1`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180_625 - q * q;
    return (q * polynomial(near[0], r)) / polynomial(near[1], r);
  }
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const value =
    r <= 5
      ? polynomial(middle[0], r - 1.6) / polynomial(middle[1], r - 1.6)
      : polynomial(far[0], r - 5) / polynomial(far[1], r - 5);
  return q < 0 ? -value : value;
}

/** Lanczos' approximation with the coefficients of g = 7, n = 9; arguments above 0 only. */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const coefficients = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905, -0.13857109526572012,
    9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const z = x - 1;
  const series = coefficients.reduce((total, each, at) => total + each / (z + at + 1), 0.9999999999998099);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series);
}

/** ln Γ(a + ½) − ln Γ(a). For large a the difference of two great numbers would be all rounding; its own series is not. */
function logGammaStep(a: number): number {
  if (a < 50) return logGamma(a + 0.5) - logGamma(a);
  return 0.5 * Math.log(a) - 1 / (8 * a) + 1 / (192 * a ** 3) - 1 / (640 * a ** 5);
}

/** ln x, where y = 1 − x is known better than x near 1. */
const logOf = (x: number, y: number): number => (x > 0.5 ? Math.log1p(-y) : Math.log(x));

/** I_x(a, b) with y = 1 − x, one of a and b being a half. */
function incompleteBeta(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  // The fraction is quick on this side of the mean only.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(y, x, b, a);
  const front = Math.exp(logGammaStep(Math.max(a, b)) - 0.5 * Math.log(Math.PI) + a * logOf(x, y) + b * logOf(y, x)) / a;
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1), tiny);
  let value = d;
  for (let m = 1; m <= 100_000; m++) {
    const before = value;
    for (const step of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 / nonZero(1 + step * d, tiny);
      c = nonZero(1 + step / c, tiny);
      value *= c * d;
    }
    if (Math.abs(value - before) <= 1e-16 * Math.abs(value)) break;
  }
  return front * value;
}

const nonZero = (value: number, tiny: number): number => (Math.abs(value) < tiny ? tiny : value);

/** The share of Student's t with so many degrees of freedom that lies below `t`. @throws RangeError for fewer than one degree */
export function studentShare(t: number, degrees: number): number {
  if (!(degrees >= 1)) throw new RangeError(`${degrees} degrees of freedom`);
  const square = t * t;
  const tail = incompleteBeta(degrees / (degrees + square), square / (degrees + square), degrees / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** The point below which a share `p` of Student's t lies. @throws RangeError unless 0 < p < 1 and for fewer than one degree */
export function studentQuantile(p: number, degrees: number): number {
  if (!(degrees >= 1)) throw new RangeError(`${degrees} degrees of freedom`);
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentQuantile(1 - p, degrees);
  if (degrees === 1) return Math.tan(Math.PI * (p - 0.5));
  if (degrees > 1e6) {
    const z = normalQuantile(p);
    return z + (z ** 3 + z) / (4 * degrees) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2);
  }
  const constant = logGammaStep(degrees / 2) - 0.5 * Math.log(degrees * Math.PI);
  const density = (t: number) => Math.exp(constant - ((degrees + 1) / 2) * Math.log1p((t * t) / degrees));
  // From below: there the function bends such that no step leads past the root.
  let t = normalQuantile(p);
  for (let step = 0; step < 100; step++) {
    const next = t + (p - studentShare(t, degrees)) / density(t);
    if (!(Math.abs(next - t) > 1e-13 * Math.max(1, Math.abs(t)))) return next;
    t = next;
  }
  return t;
}
