import type { Redactor } from './redactor.js';

/** A fault of the redactor. Its message is fixed: the fault itself could contain a secret. */
export class RedactionError extends Error {
  constructor() {
    super(
      'Secrets could not be redacted, so nothing more is written. Please report it: this is an error in conformance',
    );
    this.name = 'RedactionError';
  }
}

/** Throws a `RedactionError` in place of any exception. */
export function orRedactionError<T>(work: () => T): T {
  try {
    return work();
  } catch {
    throw new RedactionError();
  }
}

/** The same redactor; a fault in it is a `RedactionError`, so that what was not redacted does not leave the process. */
export function failClosed(redactor: Redactor): Redactor {
  return {
    isEmpty: redactor.isEmpty,
    text: (text) => orRedactionError(() => redactor.text(text)),
    pieces: (pieces, isCut) => orRedactionError(() => redactor.pieces(pieces, isCut)),
    value: (value) => orRedactionError(() => redactor.value(value)),
    exchange: (exchange) => orRedactionError(() => redactor.exchange(exchange)),
    secretsIn: (text) => orRedactionError(() => redactor.secretsIn(text)),
    error(error) {
      try {
        return error instanceof RedactionError ? error : redactor.error(error);
      } catch {
        return new RedactionError();
      }
    },
  };
}
