import type { FileError } from '../model/file-error.js';
import type { Spec } from '../model/spec.js';
import { fileFails } from '../spec/source.js';
import { documentedLimits } from './promises.js';

/**
 * The specs of a run whose requests shall limit their tokens by the parameter of that name, as models that reason ask for.
 * A spec that does not document it keeps its own. What no spec of the run documents is an error.
 */
export function chooseLimit(
  specs: readonly Spec[],
  name: string,
): { readonly specs: readonly Spec[] } | { readonly errors: readonly FileError[] } {
  const known = [...new Set(specs.flatMap(documentedLimits))];
  if (known.includes(name)) {
    return {
      specs: specs.map((spec) => (documentedLimits(spec).includes(name) ? { ...spec, limitedBy: name } : spec)),
    };
  }
  const ids = specs.map(({ id }) => id).join(', ');
  const reason = `${JSON.stringify(name)} is no limit of tokens that ${ids} documents.`;
  const hint = known.length === 0 ? 'No such limit is documented.' : `Documented: ${known.join(', ')}.`;
  return { errors: [fileFails('--limit-parameter', reason, hint)] };
}
