import type { Spec } from '../../core/model/spec.js';
import type { Fault } from '../../reference/fault.js';
import { faults, faultsOf } from '../../reference/index.js';
import { commandName } from '../shared/command-name.js';
import type { Row } from '../list/tabulate.js';

/** The faults that the reference provider of a spec can show; those of every API family without one. */
function faultsFor(spec: Spec | null): readonly Fault[] {
  return spec === null ? faults : faultsOf(spec.dialect);
}

/** The faults of the reference provider as rows of a table. */
export function listFaults(spec: Spec | null): readonly Row[] {
  return faultsFor(spec).map(({ id, area, title, expect, seen }) => ({
    fault: id,
    area,
    'what is wrong': title,
    'reported by': `${expect.check} at ${expect.at}${expect.note === true ? ' (a note)' : ''}`,
    'seen in': seen.join(', '),
  }));
}

/** The faults by area, a line for each: its id and what is wrong, cut at the width of a terminal. */
export function describeFaults(spec: Spec | null): string {
  const listed = faultsFor(spec);
  const width = process.stdout.columns ?? Number.POSITIVE_INFINITY;
  const longest = Math.max(...listed.map(({ id }) => id.length));
  const line = ({ id, title }: Fault): string => {
    const text = `  ${id.padEnd(longest)}  ${title}`;
    return text.length > width ? `${text.slice(0, width - 1)}…` : text;
  };
  const areas = [...new Set(listed.map(({ area }) => area))].map((name) => {
    const own = listed.filter(({ area }) => area === name);
    return [`${name} (${own.length})`, ...own.map(line)].join('\n');
  });
  const flag = spec === null ? '' : ` --spec ${spec.id}`;
  const scope = spec === null ? ', of all API families: --spec ID lists those of one' : '';
  return `${areas.join('\n')}\n${listed.length} faults${scope}. ${commandName()} serve${flag} --fault list --json has more of each.\n`;
}
