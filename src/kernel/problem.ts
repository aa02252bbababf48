/**
 * A refusal that a person can act on. Carries a stable code (`area.name`), the parameters its message needs, and nothing
 * secret. The words and the HTTP status live in the `problems` catalogue of the module that owns the code, so that a pure
 * rule can refuse without knowing languages or HTTP. Every code is listed in docs/problems.md (tested both ways).
 */
export class Problem extends Error {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: string, params: Readonly<Record<string, string | number>> = {}, options?: { cause?: unknown }) {
    super(code, options);
    this.name = 'Problem';
    this.code = code;
    this.params = params;
  }
}

/** The words for one problem code: `status` is the HTTP status; `help` says to an operator or developer what to do about it. */
export interface ProblemWords {
  readonly status: number;
  readonly id: (params: Readonly<Record<string, string | number>>) => string;
  readonly en: (params: Readonly<Record<string, string | number>>) => string;
  readonly help: string;
}

/** A catalogue of problem codes: `area.name` → words. */
export type ProblemCatalogue = Readonly<Record<string, ProblemWords>>;
