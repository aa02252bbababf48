/** What a size of installation takes, from what was measured: the tables of docs/guides/capacity.md. Pure. */

/** Of one answer, on the machine that was measured. */
export interface UnitCosts {
  /** Of one that comes alone or among those of other offices: it shares its commit with nobody, and so costs the most. */
  readonly serverCpuSeconds: number;
  readonly postgresqlCpuSeconds: number;
  /** Of one that comes to an office with many at once. */
  readonly together: { readonly serverCpuSeconds: number; readonly postgresqlCpuSeconds: number };
  /** On disk with indexes: its row, its leaf, and its share of the tallies. */
  readonly bytes: number;
  /** Rows that a backup carries, and seconds per answer that backup and restore take. */
  readonly backupSeconds: number;
  readonly restoreSeconds: number;
  /** Answers a second that `suara verify` recounts in one lane; null where it was not measured. */
  readonly recountPerSecond: number | null;
}

/** How answers come over a year: our assumptions, stated beside every table. */
export const year = { days: 250, hours: 8, peak: 10 } as const;

export interface Need {
  readonly answers: number;
  /** In the busiest minutes. */
  readonly peakPerSecond: number;
  /** Cores that are busy then. */
  readonly serverCores: number;
  readonly postgresqlCores: number;
  readonly gigabytesAYear: number;
  readonly backupMinutes: number;
  readonly restoreMinutes: number;
  readonly recountMinutes: number | null;
}

/** What so many answers a year need. */
export function needOf(answers: number, costs: UnitCosts): Need {
  const peakPerSecond = (answers / (year.days * year.hours * 3600)) * year.peak;
  return {
    answers,
    peakPerSecond,
    serverCores: peakPerSecond * costs.serverCpuSeconds,
    postgresqlCores: peakPerSecond * costs.postgresqlCpuSeconds,
    gigabytesAYear: (answers * costs.bytes) / 1e9,
    backupMinutes: (answers * costs.backupSeconds) / 60,
    restoreMinutes: (answers * costs.restoreSeconds) / 60,
    recountMinutes: costs.recountPerSecond === null ? null : answers / costs.recountPerSecond / 60,
  };
}

/** The sizes of the table, each with where its data stands. */
export const sizes = [
  { answers: 1_000, of: 'satu kantor kecil', on: 'PostgreSQL bawaan' },
  { answers: 100_000, of: 'satu kota', on: 'PostgreSQL bawaan, atau satu server PostgreSQL' },
  { answers: 1_000_000, of: 'satu provinsi', on: 'satu server PostgreSQL' },
  { answers: 10_000_000, of: 'beberapa provinsi', on: 'satu server PostgreSQL' },
  { answers: 100_000_000, of: 'seluruh negara', on: 'Citus, atau satu server PostgreSQL yang besar' },
] as const;

const number = (value: number): string => {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 4;
  return value.toLocaleString('id-ID', { maximumFractionDigits: digits });
};

/** The table of needs, in Markdown. */
export function capacityTable(costs: UnitCosts): string {
  const head = [
    'Jawaban setahun',
    'Misalnya',
    'Puncak /detik',
    'Inti peladen',
    'Inti PostgreSQL',
    'Cakram /tahun',
    'Cadangan',
    'Pulih',
    'Hitung ulang',
    'Basis data',
  ];
  const minutes = (value: number | null) => (value === null ? 'belum diukur' : `${number(value)} menit`);
  const rows = sizes.map(({ answers, of, on }) => {
    const need = needOf(answers, costs);
    return [
      ...[number(answers), of, number(need.peakPerSecond), number(need.serverCores), number(need.postgresqlCores)],
      ...[
        `${number(need.gigabytesAYear)} GB`,
        minutes(need.backupMinutes),
        minutes(need.restoreMinutes),
        minutes(need.recountMinutes),
        on,
      ],
    ];
  });
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The unit costs themselves, in Markdown. */
export function costTable(costs: UnitCosts): string {
  const ms = (seconds: number) => `${number(seconds * 1000)} ms`;
  return [
    '| Satuan | Ukuran | Sumber |',
    '|---|---|---|',
    `| CPU peladen tiap jawaban lengkap, tersebar di antara semua instansi | ${ms(costs.serverCpuSeconds)} | \`docs/measured/nation.json\`, 32 pengisi |`,
    `| CPU PostgreSQL tiap jawaban lengkap, tersebar di antara semua instansi | ${ms(costs.postgresqlCpuSeconds)} | \`docs/measured/nation.json\`, 32 pengisi |`,
    `| CPU peladen tiap jawaban lengkap, serentak pada satu instansi | ${ms(costs.together.serverCpuSeconds)} | \`docs/measured/intake.json\`, 32 pengisi |`,
    `| CPU PostgreSQL tiap jawaban lengkap, serentak pada satu instansi | ${ms(costs.together.postgresqlCpuSeconds)} | \`docs/measured/intake.json\`, 32 pengisi |`,
    `| Cakram tiap jawaban, dengan daun buku publik, rekap, dan indeks | ${number(costs.bytes)} byte | \`docs/measured/nation.json\` |`,
    `| Cadangan tiap sejuta jawaban | ${number(costs.backupSeconds * 1e6)} detik | \`docs/measured/restore.json\` |`,
    `| Pulih tiap sejuta jawaban | ${number(costs.restoreSeconds * 1e6)} detik | \`docs/measured/restore.json\` |`,
    `| Hitung ulang \`suara verify\` | ${costs.recountPerSecond === null ? 'belum diukur' : `${number(costs.recountPerSecond)} jawaban/detik`} | \`docs/measured/recount.json\` |`,
  ].join('\n');
}
