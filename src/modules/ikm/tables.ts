/** Rows of the tables that ikm owns. */
import type { JSONColumnType } from 'kysely';
import type { Mutu } from './law/permenpanrb-14-2017.ts';
import type { FigureMethod, FigureUnsur, UnitLevel } from './rules/figure.ts';
import type { GoalDocument } from './rules/goals.ts';

export interface IkmTables {
  ikm_result: {
    tenant_id: string;
    id: string;
    unit_id: string;
    period_id: string;
    /** 1, 2 … per unit and period. */
    version: number;
    unit_code: string;
    period_code: string;
    /** See rules/snapshot.ts; written as JSON text, read as a value. */
    snapshot: unknown;
    note: string;
    published_at: Date;
    published_by: string;
  };
  /** The headline of each row above, for everybody (migrations/0045). */
  ikm_figure: {
    tenant_id: string;
    result_id: string;
    unit_id: string;
    unit_code: string;
    unit_name: string;
    level: UnitLevel;
    period_code: string;
    /** `YYYY-MM-DD` */
    starts_on: string;
    ends_on: string;
    version: number;
    ikm: string;
    mutu: Mutu;
    respondents: number;
    unsur: JSONColumnType<readonly FigureUnsur[]>;
    method: JSONColumnType<FigureMethod>;
    published_at: Date;
  };
  ikm_earlier: {
    tenant_id: string;
    id: string;
    unit_id: string;
    /** kernel/period.ts; no such period need exist in org. */
    period_code: string;
    /** 1, 2 … per unit and period; the newest holds. */
    entry: number;
    /** law/rule-sets.ts, or empty. */
    rule_set: string;
    /** As printed, with a point. */
    ikm: string;
    mutu: string;
    respondents: number | null;
    source: string;
    reason: string;
    withdrawn: boolean;
    entered_at: Date;
    entered_by: string;
  };
  /** Targets of planning documents (migrations/0053). */
  ikm_goal: {
    tenant_id: string;
    id: string;
    document: GoalDocument;
    unit_id: string;
    /** Null: the unit as a whole. */
    service_id: string | null;
    /** An id of the rule's nine, or empty: the index. */
    unsur: string;
    /** kernel/period.ts; no such period need exist in org. */
    period_code: string;
    /** 1, 2 … per subject; the newest holds. */
    entry: number;
    /** 25–100 as written, with a point, or empty; then `mutu` is not. */
    value: string;
    mutu: Mutu | '';
    source_title: string;
    source_place: string;
    /** `YYYY-MM-DD` */
    source_on: string;
    reason: string;
    withdrawn: boolean;
    entered_at: Date;
    entered_by: string;
  };
  ikm_pace_reminder: {
    tenant_id: string;
    unit_id: string;
    period_id: string;
    reminded_on: string;
    n: number;
    expected: number;
    /** See rules/reminders.ts. */
    reminders: number;
  };
  /** The last ranking of a period (migrations/0051). */
  ikm_ranking: {
    tenant_id: string;
    period_code: string;
    computed_at: Date;
    basis: string;
    office_code: string;
    office_name: string;
    ranked: number;
    unpublished: number;
    critical: number;
    level: number;
    draws: number;
    seed: number;
    least_without_n: number;
  };
  ikm_ranking_unit: {
    tenant_id: string;
    period_code: string;
    unit_id: string;
    result_id: string;
    unit_code: string;
    unit_name: string;
    version: number;
    respondents: number;
    required: number | null;
    population: number | null;
    ikm: string;
    mutu: Mutu;
    low: number | null;
    high: number | null;
    reasons: string[];
    rank: number | null;
    best: number | null;
    worst: number | null;
    tier: number | null;
  };
}
