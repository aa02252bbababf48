/** The plan as a table for a spreadsheet: the columns of the ministry's report (rencana tindak lanjut), then how far each line is. */
import { parsePeriod } from '../../../kernel/period.ts';
import { byteOrderMark, csvLine } from '../../../platform/files/csv-line.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import type { PlanLine } from '../pages/plan.tsx';
import { texts } from '../texts/screens.ts';

export function tableOf(lines: readonly PlanLine[], lang: Lang): string {
  const t = texts[lang];
  const head = [
    ...[t.csv.no, t.unit, t.period, t.priority, t.action, t.csv.year, ...t.csv.quarters],
    ...[t.owner, t.state, t.evidence, t.evidenceUrl, t.reason],
  ];
  const rows = lines.map((one, at) => {
    const due = parsePeriod(one.due);
    return [
      ...[at + 1, one.unitName, one.periodCode, one.unsurName, one.action, due.year],
      ...t.csv.quarters.map((_, quarter) => (quarter === due.part - 1 ? 'v' : '')),
      ...[one.owner, t.states[one.state], one.evidence, one.evidenceUrl, one.reason],
    ];
  });
  return byteOrderMark + [head, ...rows].map(csvLine).join('');
}
