import { expect } from 'vitest';
import { parse } from './sample.js';

/** A spec with one thing wrong in it. */
export interface Bad {
  readonly what: string;
  readonly files: Readonly<Record<string, string | null>>;
  /** File, line and column of the error that is expected. */
  readonly at: string;
  readonly reason: RegExp;
  /** Null where no suggestion is asked for. */
  readonly suggestion: RegExp | null;
}

/** Expects the error at its place, with its reason and suggestion. */
export function expectError({ files, at, reason, suggestion }: Bad): void {
  const parsed = parse(files);
  const errors = 'errors' in parsed ? parsed.errors : [];
  const told = errors.map(({ file, line, column }) => `${file}:${line}:${column}`);
  expect(told).toContain(`specs/acme/chat/${at}`);
  const error = errors[told.indexOf(`specs/acme/chat/${at}`)];
  expect(error?.reason).toMatch(reason);
  if (suggestion !== null) expect(error?.suggestion).toMatch(suggestion);
}
