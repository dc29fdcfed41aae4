import type { FailedTask } from '../model/impact.js';
import { count } from '../wire/quote.js';
import { describeFailure } from './describe-impact.js';
import { type ClientData, measuredUnder } from './impact.js';
import { writeClient } from './select-clients.js';

/** What the faults that a check reports do to one client. */
interface CheckImpact {
  readonly name: string;
  /** How many faults the tasks of the client show. */
  readonly measured: number;
  readonly breaking: readonly { readonly fault: string; readonly tasks: readonly FailedTask[] }[];
}

/** So many faults are named for a client. */
const MOST_FAULTS = 3;

/** What the faults that only this check reports do to clients, one line each; empty if no client was measured with one. */
export function explainImpact(check: string, { clients, raised }: ClientData): readonly string[] {
  const faultsOf = (dialect: string): readonly string[] =>
    [...(raised.find((each) => each.dialect === dialect)?.faults ?? [])].flatMap(([fault, divergences]) =>
      divergences.length > 0 && divergences.every((each) => each.check === check) ? [fault] : [],
    );
  return clients
    .map((client): CheckImpact => {
      const measured = faultsOf(client.dialect).flatMap((fault) => {
        const { isUsed, failed } = measuredUnder(client, fault);
        return isUsed ? [{ fault, tasks: failed }] : [];
      });
      const breaking = measured.filter(({ tasks }) => tasks.length > 0);
      return { name: writeClient(client), measured: measured.length, breaking };
    })
    .filter(({ measured }) => measured > 0)
    .map(describe);
}

function describe({ name, measured, breaking }: CheckImpact): string {
  const faults = count(measured, 'fault');
  if (breaking.length === 0) return `${name} works with ${faults}`;
  const named = breaking
    .slice(0, MOST_FAULTS)
    .map(({ fault, tasks: [first] }) => (first === undefined ? fault : `${fault}: ${describeFailure(first)}`));
  const more = breaking.length - named.length;
  return `${name} breaks with ${breaking.length} of ${faults} (${[...named, ...(more > 0 ? [`${more} more`] : [])].join('; ')})`;
}
