/** An office as the operator sees it. */
export interface OfficeCounts {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly suspendedAt: Date | null;
  /** When it will be erased, where that was asked. */
  readonly erasedOn: Date | null;
  readonly units: number;
  readonly services: number;
  readonly answers: number;
  readonly accounts: number;
}
