import type { InputError } from '../../../../src/core/model/result.js';
import { parse } from './sample.js';

/** A spec with one thing wrong in it. */
export interface Bad {
  readonly what: string;
  readonly files: Readonly<Record<string, string | null>>;
  /** File, line and column of the error that is expected. */
  readonly at: string;
  readonly reason: RegExp;
  /** Null if no suggestion is expected. */
  readonly suggestion: RegExp | null;
}

/** The error at that place, of the good spec with these files changed. Throws if there is none. */
export function errorAt(files: Bad['files'], at: string): InputError {
  const parsed = parse(files);
  const errors = 'errors' in parsed ? parsed.errors : [];
  const error = errors.find(({ file, line, column }) => `${file}:${line}:${column}` === `specs/acme/chat/${at}`);
  if (error === undefined) throw new Error(`nothing at ${at}, but: ${JSON.stringify(errors)}`);
  return error;
}
