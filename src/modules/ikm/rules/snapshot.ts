/**
 * The snapshot of a published result: everything its public page, its poster and its JSON need, so that nothing printed under a
 * version can ever change with the office's later data (architecture §5.7). Exact figures are fractions as text ("138/49");
 * printed figures are text with a point and all their decimals. Nothing in it points at a person (rules/groups.ts).
 */
import { z } from 'zod';
import type { Rational } from '../../../kernel/rational.ts';
import type { Estimate } from '../../../kernel/statistics/estimate.ts';
import { stages } from '../../survey/index.ts';
import type { ApartFigure } from './apart.ts';
import { type Breakdown, breakdownSchema } from './breakdown.ts';
import { type CompanionEstimate, type DayEstimate, recipientsAsked } from './certainty.ts';
import type { IkmResult } from './compute.ts';
import { smallestGroup } from './groups.ts';
import type { UnsurImportance } from './importance.ts';
import type { LiveResult } from './live.ts';
import type { NamedMapping } from './sensitivity-panel.ts';

/** The shape below. A later shape gets the next number and its own schema; stored snapshots are never rewritten. */
export const snapshotFormat = 1;

const fraction = z.string().regex(/^\d+\/\d+$/);
const decimals = (count: number) => z.string().regex(new RegExp(`^\\d+\\.\\d{${count}}$`));
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const mutu = z.enum(['A', 'B', 'C', 'D']);
const count = z.number().int().nonnegative();
const wholeNumber = z.string().regex(/^\d+$/);
const warning = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });

const unsurSchema = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  answered: count,
  /** Sum of the respondents' values in 60ths. */
  sum60: wholeNumber,
  nrr_exact: fraction,
  nrr: decimals(4),
  nrr_tertimbang: decimals(4),
  value: decimals(2),
  mutu,
  /** 95 %, scale 25–100, for drawing. Kept as computed: what prints it rounds, once. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** 25–100. Absent in snapshots written before it was kept. */
  standard_error: z.number().nullable().optional(),
});

/** An index 25–100 with its standard error. */
const measured = { n: count, index: z.number(), standard_error: z.number() };

const changeSchema = z.object({
  unsur: z.string(),
  change: z.enum(['dropped', 'replaced', 'added']),
  /** What the rule calls it. */
  official_name: z.string(),
  /** What was asked in its place. */
  name: z.string().nullable(),
  reason: z.string(),
});

const namedService = z.object({ id: z.string(), name: z.string() });

export const snapshotSchema = z.object({
  format: z.literal(snapshotFormat),
  unit: z.object({ id: z.string(), code: z.string(), name: z.string(), address: z.string() }),
  office: z.object({ name: z.string(), region_name: z.string(), time_zone: z.string() }),
  period: z.object({ code: z.string(), starts_on: day, ends_on: day, closed_at: z.iso.datetime() }),
  version: z.number().int().positive(),
  method: z.object({
    rule_set: z.string(),
    weights: z.enum(['exact', '0.11', '0.111', 'custom']),
    aggregation: z.enum(['pooled', 'mean_of_services', 'population_weighted']),
    order: z.literal('unsur'),
    instruments: z.array(
      z.object({ id: z.string(), base: z.string(), version: z.number().int().positive(), respondents: count }),
    ),
    changes: z.array(changeSchema),
    /** Answers that came after closing: taken into this version, or waiting outside it. */
    late: z.object({ included: count, waiting: count }),
    /** Against the version before: services that came to the unit or left it since. Absent when none did. */
    services: z.object({ added: z.array(namedService), removed: z.array(namedService) }).optional(),
  }),
  /**
   * Services with answers in this version, and how many late ones of each: what the next version is compared with. Never printed.
   * Absent in snapshots written before there was this field.
   */
  held: z.array(z.object({ id: z.string(), late: count })).optional(),
  /**
   * n out of the public ledger as it was at publication: the first `size` leaves, their root, and over which labels the sum goes.
   * `reasons` are those of all that is in `removed`: logged exclusions and erasures, as the leaves name them. `lines` by service where no
   * count is under five; `erased` is part of `removed`. Absent in snapshots written before there was a ledger, `reasons` and `erased` in
   * those from before erasures were told apart.
   */
  ledger: z
    .object({
      log: z.string(),
      size: count,
      root: z.string(),
      added: count,
      removed: count,
      reasons: z.array(z.object({ kind: z.string(), reason: z.string(), n: count })).optional(),
      where: z.object({
        service: z.array(z.string()),
        month: z.array(z.string()),
        late: z.array(z.boolean()),
        /** What a leaf says of the request; `''` for those that say nothing. Absent in snapshots from before leaves could say so. */
        outcome: z.array(z.string()).optional(),
      }),
      lines: z.array(z.object({ ids: z.array(z.string()), added: count, removed: count, erased: count.optional() })).nullable(),
      /** The leaves under the same labels that are outside n: answers about requests that were refused or given up. Absent where there are none. */
      apart: z
        .object({
          added: count,
          removed: count,
          reasons: z.array(z.object({ kind: z.string(), reason: z.string(), n: count })),
          outcome: z.array(z.string()),
        })
        .optional(),
    })
    .optional(),
  /** Answers that were excluded, by public reason (survey); erasures are not among them. Absent where there are none. */
  excluded: z.array(z.object({ reason: z.string(), n: count })).optional(),
  /**
   * Answers that the published rules flagged, and what people decided about them (survey). Absent where none was, and in snapshots written
   * before there were such rules.
   */
  review: z.object({ flagged: count, waiting: count, accepted: count, excluded: count }).optional(),
  /**
   * How many people decided to publish, and what they are in the office: whoever asked, then whoever agreed. Absent where no person did, and in
   * snapshots written before a second one was asked for.
   */
  decision: z.object({ persons: z.union([z.literal(1), z.literal(2)]), roles: z.array(z.string()).min(1) }).optional(),
  respondents: count,
  unsur: z.array(unsurSchema).min(1),
  index_exact: fraction,
  index_1_4: decimals(4),
  ikm: decimals(2),
  mutu,
  kinerja: z.string(),
  interval: z.object({ low: z.number(), high: z.number(), standard_error: z.number() }).nullable(),
  /**
   * The sums of products of every two unsur, in 3600ths: with `unsur` all that standard errors rest on. Never printed: of few people they would tell
   * nearly every answer. Absent in snapshots written before they were kept.
   */
  pairs: z.array(z.object({ first: z.string(), second: z.string(), answered: count, product3600: wholeNumber })).optional(),
  /**
   * The interval that takes the answers of one day as one cluster, null with fewer than two days; and each service that stands alone, beside all others
   * together. 25–100. Absent in snapshots written before they were kept.
   */
  certainty: z
    .object({
      days: z
        .object({
          days: count,
          standard_error: z.number(),
          low: z.number(),
          high: z.number(),
          design_effect: z.number().nullable(),
        })
        .nullable(),
      /** `one`: one account keyed in nearly all. Absent where nobody keyed answers in, and in snapshots written before this was kept. */
      companions: z
        .union([
          z.literal('one'),
          z.object({
            degrees: z.number(),
            standard_error: z.number(),
            low: z.number(),
            high: z.number(),
            design_effect: z.number().nullable(),
          }),
        ])
        .optional(),
      services: z.array(z.object({ id: z.string(), ...measured, rest: z.object(measured) })),
      /** N of the services with answers, null where the interval of the recipients may not rest on it. Absent in snapshots written before it was kept. */
      recipients: count.nullable().optional(),
    })
    .optional(),
  sample: z.object({ required: count.nullable(), population: count.nullable() }),
  /**
   * The same answers under each mapping of items that their questionnaires have. Absent where there is none, and in snapshots written
   * before mappings were kept with results.
   */
  mappings: z
    .array(
      z.object({
        id: z.string(),
        name: z.object({ id: z.string(), en: z.string() }),
        used: z.boolean(),
        unsur: z.array(z.object({ id: z.string(), answered: count, sum60: wholeNumber })).min(1),
      }),
    )
    .optional(),
  /**
   * The index with the answers about requests that were refused or given up, which are in no other figure here; or why it is not told. Absent where
   * there are none, and in snapshots written before they were asked.
   */
  apart: z
    .union([
      z.object({
        n: count,
        ikm: decimals(2),
        mutu,
        index_exact: fraction,
        lines: z.array(
          z.object({ outcome: z.enum(['refused', 'abandoned', '']), stages: z.array(z.enum([...stages, ''])), n: count }),
        ),
      }),
      z.object({ withheld: z.enum(['few', 'silent']) }),
    ])
    .optional(),
  /**
   * How closely each unsur goes along with the others (rules/importance.ts). Absent where too few people answered, and in snapshots written before it
   * was computed.
   */
  importance: z
    .array(
      z.object({
        id: z.string(),
        correlation: z
          .string()
          .regex(/^-?[01]\.\d{4}$/)
          .nullable(),
      }),
    )
    .min(1)
    .optional(),
  others: z.array(z.object({ aggregation: z.string(), ikm: decimals(2).nullable() })),
  warnings: z.array(warning),
  breakdown: breakdownSchema,
});

export type Snapshot = z.infer<typeof snapshotSchema>;

type NamedService = z.infer<typeof namedService>;

/** The words around the figures: who, when, under which questionnaires. */
export interface SnapshotFrame {
  readonly unit: Snapshot['unit'];
  readonly office: Snapshot['office'];
  readonly period: Snapshot['period'];
  readonly version: number;
  readonly instruments: Snapshot['method']['instruments'];
  readonly changes: Snapshot['method']['changes'];
  readonly late: Snapshot['method']['late'];
  /** Null when no service came or left since the version before. */
  readonly services: { readonly added: readonly NamedService[]; readonly removed: readonly NamedService[] } | null;
  readonly held: NonNullable<Snapshot['held']>;
  /** Empty where the questionnaires have no mappings. */
  readonly mappings: readonly NamedMapping[];
  /** Null where nobody who was refused or gave up has answered. */
  readonly apart: ApartFigure | 'few' | 'silent' | null;
  /** Answers that were excluded, by public reason. */
  readonly excluded: readonly { readonly reason: string; readonly n: number }[];
  /** Flagged answers and what became of them. */
  readonly review: NonNullable<Snapshot['review']>;
  /** Display code and name of each unsur by id, as the questionnaire had them. */
  readonly unsur: readonly { readonly id: string; readonly code: string; readonly name: string }[];
  readonly breakdown: Breakdown;
  /** The interval over days; null with fewer than two. */
  readonly days: DayEstimate | null;
  /** The interval over who keyed answers in; null where nobody did. */
  readonly companions: CompanionEstimate | 'one' | null;
  /** Null where too few people answered. */
  readonly importance: readonly UnsurImportance[] | null;
}

function exact({ n, d }: Rational): string {
  return `${n}/${d}`;
}

function apartOf(apart: ApartFigure | 'few' | 'silent'): NonNullable<Snapshot['apart']> {
  if (typeof apart === 'string') return { withheld: apart };
  const { n, ikm, mutu: letter, index, lines } = apart;
  return { n, ikm, mutu: letter, index_exact: exact(index), lines: lines.map((line) => ({ ...line, stages: [...line.stages] })) };
}

function keptDays({ days, low, high, standardError, designEffect }: DayEstimate) {
  return { days, low, high, standard_error: standardError, design_effect: designEffect };
}

function keptCompanions(companions: CompanionEstimate | 'one') {
  if (companions === 'one') return companions;
  const { degrees, low, high, standardError, designEffect } = companions;
  return { degrees, low, high, standard_error: standardError, design_effect: designEffect };
}

/** Only services with a line of their own: the others share one so that nobody is found. */
function keptServices(services: LiveResult['services'], breakdown: Breakdown, version: number) {
  // Lines of the version before are not of these answers.
  if (breakdown.version !== version) return [];
  const kept = ({ mean, standardError, n }: Estimate) => ({ n, index: mean * 25, standard_error: standardError * 25 });
  return services.flatMap(({ id, estimate, rest }) => {
    const alone = breakdown.services.some(({ ids, ikm }) => ids.length === 1 && ids[0] === id && ikm !== null);
    return alone && estimate && rest && rest.n >= smallestGroup ? [{ id, ...kept(estimate), rest: kept(rest) }] : [];
  });
}

/** Puts a snapshot together and checks it against its own schema. The result must have an index. */
export function makeSnapshot(live: LiveResult, ikm: IkmResult, frame: SnapshotFrame): Snapshot {
  const intervals = new Map(live.unsur.map(({ id, interval }) => [id, interval]));
  const sums = new Map(ikm.unsur.map((one) => [one.id, one]));
  const unsur = frame.unsur.flatMap(({ id, code, name }) => {
    const found = sums.get(id);
    if (!found) return [];
    const interval = intervals.get(id);
    return [
      {
        id,
        code,
        name,
        answered: found.answered,
        sum60: String((found.sum.n * 60n) / found.sum.d),
        nrr_exact: exact(found.nrr),
        ...found.published,
        mutu: found.mutu,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        standard_error: interval?.standardError ?? null,
      },
    ];
  });
  return snapshotSchema.parse({
    format: snapshotFormat,
    unit: frame.unit,
    office: frame.office,
    period: frame.period,
    version: frame.version,
    method: {
      rule_set: ikm.ruleSet,
      weights: ikm.weights,
      aggregation: ikm.aggregation,
      order: 'unsur',
      instruments: frame.instruments,
      changes: frame.changes,
      late: frame.late,
      ...(frame.services ? { services: frame.services } : {}),
    },
    held: frame.held,
    ...(frame.excluded.length > 0 ? { excluded: frame.excluded } : {}),
    ...(frame.review.flagged > 0 ? { review: frame.review } : {}),
    respondents: live.n,
    unsur,
    index_exact: exact(ikm.index),
    ...ikm.published,
    mutu: ikm.mutu,
    kinerja: ikm.kinerja,
    interval: live.interval && {
      low: live.interval.low,
      high: live.interval.high,
      standard_error: live.interval.standardError,
    },
    pairs: live.pairs.map(({ first, second, answered, product3600 }) => ({
      ...{ first, second, answered },
      product3600: String(product3600),
    })),
    certainty: {
      days: frame.days && keptDays(frame.days),
      ...(frame.companions ? { companions: keptCompanions(frame.companions) } : {}),
      services: keptServices(live.services, frame.breakdown, frame.version),
      recipients: recipientsAsked(live.services),
    },
    sample: { required: live.required, population: live.population },
    ...(frame.mappings.length > 0
      ? {
          mappings: frame.mappings.map((mapping) => ({
            ...mapping,
            unsur: mapping.unsur.map(({ id, answered, sum60 }) => ({ id, answered, sum60: String(sum60) })),
          })),
        }
      : {}),
    ...(frame.apart === null ? {} : { apart: apartOf(frame.apart) }),
    ...(frame.importance === null ? {} : { importance: frame.importance.map((one) => ({ ...one })) }),
    others: live.others.map(({ aggregation, ikm: value }) => ({ aggregation, ikm: value })),
    warnings: live.warnings.filter(({ code }) => code !== 'service_without_answers'),
    breakdown: frame.breakdown,
  });
}

/** Reads a stored snapshot. @throws ZodError when the stored value is not one: the database was changed by hand. */
export function readSnapshot(stored: unknown): Snapshot {
  return snapshotSchema.parse(stored);
}
