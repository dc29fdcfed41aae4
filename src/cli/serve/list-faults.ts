import { faults } from '../../reference/index.js';
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
