import type { InputError } from '../model/input-error.js';
import type { Suite } from '../model/suite.js';
import { fileError } from '../spec/source.js';
import { parseSuite } from './parse-suite.js';

/** Reads suite files, each by itself: what is wrong with one leaves the others standing. Ids of suites are unique in their dialect. */
export function parseSuites(files: readonly { readonly file: string; readonly text: string }[]): {
  readonly suites: readonly Suite[];
  readonly errors: readonly InputError[];
} {
  const suites: Suite[] = [];
  const errors: InputError[] = [];
  for (const { file, text } of files) {
    const parsed = parseSuite(text, file);
    if (!parsed.ok) {
      errors.push(...parsed.errors);
      continue;
    }
    const suite = parsed.value;
    const other = suites.find(({ id, dialect }) => id === suite.id && dialect === suite.dialect);
    if (other === undefined) suites.push(suite);
    else errors.push(fileError(file, `The suite ${suite.id} is in ${other.file} already.`, 'Give it another id.'));
  }
  return { suites, errors };
}
