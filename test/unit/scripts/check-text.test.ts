import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkText } from '../../../scripts/language/check-text.js';

/** A file and the words to find in it. It is in JSON, which the check does not read: the words would be found here. */
interface Example {
  readonly title: string;
  readonly file: string;
  /** The lines of the file. */
  readonly source: readonly string[];
  /** `line: word`, in order. */
  readonly found: readonly string[];
}

const examples = JSON.parse(readFileSync(new URL('check-text.json', import.meta.url), 'utf8')) as readonly Example[];

test.each(examples)('$title', ({ file, source, found }) => {
  expect(checkText(file, source.join('\n')).map((misuse) => `${misuse.line}: ${misuse.found}`)).toEqual(found);
});
