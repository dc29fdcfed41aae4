import type { InputError } from '../../core/model/input-error.js';
import { escapeUnseen } from '../../core/wire/quote.js';

/** Writes input errors to stderr: where, why, and what to do. */
export function printErrors(errors: readonly InputError[]): void {
  for (const error of errors) process.stderr.write(`${describeError(error)}\n`);
}

/** `claims.yaml:12:3: unknown check "sse-terminater". Did you mean sse-terminator?` */
export function describeError({ file, line, column, reason, suggestion }: InputError): string {
  const place = [file, line, line === null ? null : column].filter((part) => part !== null).join(':');
  const text = suggestion === null || /[.!?]$/u.test(reason) ? reason : `${reason};`;
  return escapeUnseen(`${place}: ${text}${suggestion === null ? '' : ` ${suggestion}`}`);
}
