import Table from 'cli-table3';
import stringWidth from 'string-width';
import { escapeUnseen } from '../../core/wire/quote.js';
import { wrapText } from '../../reporters/terminal/layout.js';

/** A row of a list: column name → cell. */
export type Row = Readonly<Record<string, string | number>>;

/** Prints rows as JSON, or as a table for the width of the terminal: 80 columns for a file or a pipe. */
export function printRows(rows: readonly Row[], json: boolean): void {
  process.stdout.write(`${json ? JSON.stringify(rows, null, 2) : tabulate(rows, process.stdout.columns ?? 80)}\n`);
}

/**
 * Formats rows as a table. If the table is wider than the terminal, each row becomes a paragraph: the short cells on one
 * line, then each text, wrapped.
 * @param columns the width of the terminal in characters; Infinity for a file or a pipe
 */
export function tabulate(rows: readonly Row[], columns: number): string {
  const head = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => head.map((name) => escapeUnseen(`${row[name] ?? ''}`)));
  const draw = (body: readonly (readonly string[])[]): string => {
    const table = new Table({ head, style: { head: [], border: [], compact: true } });
    table.push(...body.map((row) => [...row]));
    return table.toString();
  };
  // A row of the longest cells is as wide as the table, and drawn a thousand times as fast.
  const longest = head.map((_, column) => longestOf(cells.map((row) => row[column] ?? '')));
  if (draw([longest]).indexOf('\n') <= columns) return draw(cells);
  const isText = head.map((_, column) => cells.some((row) => row[column]?.includes(' ')));
  return cells
    .map((row) => {
      const names = row
        .flatMap((cell, column) =>
          isText[column] === true ? [] : [/^\d+$/u.test(cell) ? `${head[column]}: ${cell}` : cell],
        )
        .join('  ');
      const texts = row.flatMap((cell, column) =>
        isText[column] === true ? [wrapText(`${head[column]}: ${cell}`, columns, 2)] : [],
      );
      return [names, ...texts].join('\n');
    })
    .join('\n');
}

function longestOf(texts: readonly string[]): string {
  let longest = '';
  let most = 0;
  for (const text of texts) {
    // No text is more than twice as wide as its length.
    const width = text.length * 2 <= most ? 0 : stringWidth(text);
    if (width <= most) continue;
    longest = text;
    most = width;
  }
  return longest;
}
