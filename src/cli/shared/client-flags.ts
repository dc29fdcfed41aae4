import { checkClientNames, namesClient, writeClient } from '../../core/clients/select-clients.js';
import type { InputError } from '../../core/model/result.js';
import type { Spec } from '../../core/model/spec.js';
import { fileError } from '../../core/spec/source.js';
import { joinWords } from '../../core/wire/quote.js';
import { loadClients } from '../../io/files/load-clients.js';
import { splitNames } from './read-all.js';

/**
 * What is wrong with `--client`: a name that was not measured, or only clients of other API families than the specs.
 * @param given the value of the flag; undefined if it is not given
 * @param specs undefined if they are not known
 */
export function checkClients(given: string | undefined, specs?: readonly Spec[]): readonly InputError[] {
  if (given === undefined) return [];
  const names = splitNames(given);
  const measured = loadClients()?.clients ?? [];
  const unknown = checkClientNames(names, measured);
  if (unknown.length > 0 || specs === undefined) return unknown;
  const named = measured.filter((client) => names.some((name) => namesClient(name, client)));
  const dialects = new Set(specs.map(({ dialect }) => dialect));
  if (named.some(({ dialect }) => dialects.has(dialect))) return [];
  const own = measured.filter(({ dialect }) => dialects.has(dialect)).map(writeClient);
  const reason = `${joinWords(names)}: measured with another API family than that of ${joinWords(specs.map(({ id }) => id))}.`;
  return [fileError('--client', reason, own.length === 0 ? null : `Measured with this one: ${joinWords(own)}.`)];
}
