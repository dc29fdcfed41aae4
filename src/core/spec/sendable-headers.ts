import type { InputError } from '../model/result.js';
import type { Path } from '../wire/pointer.js';
import { whyNotSendable } from '../wire/sendable-header.js';
import type { Source } from './source.js';

/** Errors for the headers of a file that cannot be sent. */
export function checkSendable(
  source: Source,
  path: Path,
  headers: Readonly<Record<string, string>> = {},
): readonly InputError[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const reason = whyNotSendable(name, value);
    return reason === null ? [] : [source.fail([...path, name], reason)];
  });
}
