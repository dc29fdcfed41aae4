import Table from 'cli-table3';
import { faults } from '../../reference/index.js';

/** The faults of the reference provider as a table. */
export function tabulateFaults(): string {
  const table = new Table({
    head: ['fault', 'area', 'what is wrong', 'reported by', 'seen in'],
    colWidths: [44, 10, 52, 24, 40],
    style: { head: [], border: [], compact: true },
    wordWrap: true,
  });
  for (const { id, area, title, expect, seen } of faults)
    table.push([
      id,
      area,
      title,
      `${expect.check} at ${expect.at}${expect.note === true ? ' (a note)' : ''}`,
      seen.join('\n'),
    ]);
  return table.toString();
}
