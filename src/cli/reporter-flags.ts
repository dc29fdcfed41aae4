import type { FileError } from '../core/model/file-error.js';
import { didYouMean } from '../core/spec/nearest.js';
import { reporters } from '../reporters/index.js';

/** A reporter by name, and where its text goes: a file, or stdout where no path is given. */
export interface ChosenReporter {
  readonly name: string;
  readonly path: string | null;
}

/** Reads `terminal`, `json=report.json`. */
export function parseReporters(
  texts: readonly string[],
): { readonly chosen: readonly ChosenReporter[] } | { readonly errors: readonly FileError[] } {
  const chosen = texts.map((text) => {
    const [name = '', ...path] = text.split('=');
    return { name, path: path.length === 0 ? null : path.join('=') };
  });
  const known = Object.keys(reporters);
  const errors = chosen
    .filter(({ name, path }) => !known.includes(name) || path === '')
    .map(({ name, path }) => ({
      file: '--reporter',
      line: null,
      column: null,
      reason: path === '' ? `${name}= names no file.` : `there is no reporter ${JSON.stringify(name)}.`,
      suggestion: didYouMean(name, known),
    }));
  return errors.length > 0 ? { errors } : { chosen };
}
