/** One part's outcome, as it is printed. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What is in and out of the figures, a line each. */
  readonly notes: readonly string[];
}

/** The table as plain text: the first column flush left, the others flush right; a part that was skipped has its notes alone. */
export function render({ title, columns, rows, notes }: Table): string {
  const widths = columns.map((column, index) => Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, index) => (index === 0 ? (cells[index] ?? '').padEnd(width) : (cells[index] ?? '').padStart(width)))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  const body = rows.length === 0 ? [] : [line(columns), rule, ...rows.map(line), ''];
  return [`\n${title}`, '', ...body, ...notes.map((note) => `- ${note}`), ''].join('\n');
}
