/** One entry of the register of breaches (art. 46). */
export interface Breach {
  readonly id: string;
  readonly detectedAt: Date;
  readonly dueAt: Date;
  /** Which data was disclosed. */
  readonly data: string;
  /** When and how. */
  readonly how: string;
  /** What was and is done about it. */
  readonly handling: string;
  /** How many people; null where nobody knows yet. */
  readonly subjects: number | null;
  readonly toldSubjectsAt: Date | null;
  readonly toldAgencyAt: Date | null;
  readonly toldPublicAt: Date | null;
}

/** When both the people concerned and the agency had been told; null while one of them has not. */
export function notifiedAt({ toldSubjectsAt, toldAgencyAt }: Breach): Date | null {
  if (toldSubjectsAt === null || toldAgencyAt === null) return null;
  return toldSubjectsAt > toldAgencyAt ? toldSubjectsAt : toldAgencyAt;
}
