/** The audit of printed results: read, judge, print as JSON. */
import type { Audit } from './audit.ts';
import type { Finding } from './findings.ts';

export { type Audit, auditResult, type Verdict } from './audit.ts';
export type { ConventionId } from './conventions.ts';
export { type Figure, readFigure } from './figures.ts';
export {
  type Finding,
  type FindingCode,
  type FindingParams,
  finding,
  type NamedFigures,
  type Severity,
  severities,
} from './findings.ts';
export { blankElement, blankResult, type PrintedElement, type PrintedResult } from './printed.ts';
export { readPrintedResults } from './read.ts';

const two = (value: number): string => value.toFixed(2);

/** The agreed shape of `suara audit --json`: one object per result, in this order of keys. */
export function auditJson(audit: Audit, messageOf: (finding: Finding) => string): Record<string, unknown> {
  return {
    id: audit.id,
    verdict: audit.verdict,
    convention: audit.convention,
    conventions: audit.conventions,
    ikm_printed: audit.ikmPrinted,
    ikm_exact: audit.ikmExact,
    ikm_range: audit.ikmRange,
    mutu_printed: audit.mutuPrinted,
    mutu_exact: audit.mutuExact,
    interval_95: audit.chance && { widest: audit.chance.widest.map(two), sekadau_spread: audit.chance.assumed.map(two) },
    findings: audit.findings.map((finding) => ({ code: finding.code, severity: finding.severity, message: messageOf(finding) })),
  };
}
