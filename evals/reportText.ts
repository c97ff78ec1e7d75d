import { faultWords } from './faultWords.js';
import type { Report } from './report.js';
import { tablesOf, type ReportTable } from './tables.js';

/** A report for the terminal: its tables, then each failure of the open sets on a line. */
export function reportText(report: Report): string {
  const failures = report.failures.map((failure) => {
    const { set, question, answer } = failure;
    return `  ${set} ${question.id} [${question.lang}] ${question.text.slice(0, 100)} → ${answer.outcome}: ${faultWords(failure).join('; ')}`;
  });
  return [
    ...tablesOf(report).map(tableText),
    ...(failures.length > 0 ? [`Failures of the open sets\n${failures.join('\n')}\n`] : []),
  ].join('\n');
}

/** More columns than this are too wide with intervals. */
const MOST_WITH_INTERVALS = 7;

/** Columns in which no row has anything are left out, and intervals of wide tables: a terminal has no room for them. */
function tableText({ title, note, columns, rows }: ReportTable): string {
  const kept = columns.flatMap((_, index) =>
    rows.some((row) => !['–', ''].includes(row[index] ?? '')) ? [index] : [],
  );
  const lines = [columns, ...rows].map((row) =>
    kept.map((index) => (kept.length > MOST_WITH_INTERVALS ? shorten(row[index] ?? '') : (row[index] ?? ''))),
  );
  const widths = kept.map((_, place) => Math.max(...lines.map((line) => line[place]?.length ?? 0)));
  const show = (line: readonly string[]): string =>
    `  ${line.map((cell, place) => cell.padEnd(widths[place] ?? 0)).join('  ')}`.trimEnd();
  return [title, ...(note ? [`  (${note})`] : []), ...lines.map(show), ''].join('\n');
}

function shorten(cell: string): string {
  return cell.replace(/, [\d–]+\)$/, ')');
}
