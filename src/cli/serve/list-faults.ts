import { faults } from '../../reference/index.js';
import { commandName } from '../shared/command-name.js';
import type { Row } from '../list/tabulate.js';

/** The faults of the reference provider as rows of a table. */
export function listFaults(): readonly Row[] {
  return faults.map(({ id, area, title, expect, seen }) => ({
    fault: id,
    area,
    'what is wrong': title,
    'reported by': `${expect.check} at ${expect.at}${expect.note === true ? ' (a note)' : ''}`,
    'seen in': seen.join(', '),
  }));
}

/** The faults by area, a line for each: its id and what is wrong, cut at the width of a terminal. */
export function describeFaults(): string {
  const width = process.stdout.columns ?? Number.POSITIVE_INFINITY;
  const longest = Math.max(...faults.map(({ id }) => id.length));
  const line = ({ id, title }: (typeof faults)[number]): string => {
    const text = `  ${id.padEnd(longest)}  ${title}`;
    return text.length > width ? `${text.slice(0, width - 1)}…` : text;
  };
  const areas = [...new Set(faults.map(({ area }) => area))].map((name) => {
    const own = faults.filter(({ area }) => area === name);
    return [`${name} (${own.length})`, ...own.map(line)].join('\n');
  });
  return `${areas.join('\n')}\n${faults.length} faults. ${commandName()} serve --fault list --json has more of each.\n`;
}
