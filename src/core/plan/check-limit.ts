import type { InputError } from '../model/input-error.js';
import type { Spec } from '../model/spec.js';
import { fileError } from '../spec/source.js';
import { documentedLimits } from './promises.js';

/** What is wrong with the parameter that shall limit the tokens of a run: that no spec of the run documents it. */
export function checkLimit(specs: readonly Spec[], name: string): readonly InputError[] {
  const known = [...new Set(specs.flatMap(documentedLimits))];
  if (known.includes(name)) return [];
  const ids = specs.map(({ id }) => id).join(', ');
  const reason = `${JSON.stringify(name)} is no limit of tokens that ${ids} documents.`;
  const hint = known.length === 0 ? 'No such limit is documented.' : `Documented: ${known.join(', ')}.`;
  return [fileError('--limit-parameter', reason, hint)];
}
