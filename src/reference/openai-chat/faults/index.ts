import type { InputError } from '../../../core/model/input-error.js';
import { didYouMean } from '../../../core/spec/suggestion.js';
import type { Fault } from '../../fault.js';
import { authFaults } from './auth/index.js';
import { chunkFaults } from './chunk/index.js';
import { errorFaults } from './errors/index.js';
import { headerFaults } from './headers/index.js';
import { paramFaults } from './params/index.js';
import { responseFaults } from './response/index.js';
import { sseFaults } from './sse/index.js';
import { toolFaults } from './tools/index.js';

/** Every fault that the reference provider can show. */
export const faults: readonly Fault[] = [
  ...sseFaults,
  ...chunkFaults,
  ...toolFaults,
  ...responseFaults,
  ...paramFaults,
  ...errorFaults,
  ...authFaults,
  ...headerFaults,
];

/** The faults of these ids, or what is wrong with an id. */
export function findFaults(
  ids: readonly string[],
): { readonly faults: readonly Fault[] } | { readonly errors: readonly InputError[] } {
  const known = faults.map(({ id }) => id);
  const errors = ids
    .filter((id) => !known.includes(id))
    .map((id) => ({
      file: '--fault',
      line: null,
      column: null,
      reason: `there is no fault ${JSON.stringify(id)}.`,
      suggestion: didYouMean(id, known) ?? '`--fault list` lists them.',
    }));
  return errors.length > 0 ? { errors } : { faults: faults.filter(({ id }) => ids.includes(id)) };
}
