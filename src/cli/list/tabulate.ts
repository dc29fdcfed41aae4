import Table from 'cli-table3';

/** A line of a list, by the names of its columns. */
export type Row = Readonly<Record<string, string | number>>;

/**
 * Rows as a table; where that is wider than the terminal, each as a paragraph: its names on a line, then each text on
 * one of its own.
 * @param columns of the terminal; infinite for a file or a pipe, whose lines may be as long as they like
 */
export function tabulate(rows: readonly Row[], columns: number): string {
  const head = Object.keys(rows[0] ?? {});
  const table = new Table({ head, style: { head: [], border: [], compact: true } });
  const cells = rows.map((row) => head.map((name) => `${row[name] ?? ''}`));
  table.push(...cells);
  const text = table.toString();
  if (text.indexOf('\n') <= columns) return text;
  const isText = head.map((_, column) => cells.some((row) => row[column]?.includes(' ')));
  return cells
    .map((row) => {
      const names = row.filter((_, column) => isText[column] !== true).join('  ');
      const texts = row.flatMap((cell, column) => (isText[column] === true ? [`  ${head[column]}: ${cell}`] : []));
      return [names, ...texts].join('\n');
    })
    .join('\n');
}
