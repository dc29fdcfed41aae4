import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sourceFiles } from './imports.js';

/** Only the folders of a dialect know how it looks on the wire. */
const DIALECTS = /^src\/(?:core\/dialect|reference)\/(?:openai-chat|anthropic-messages)\//u;

/** Words of the dialects, also with the slashes of a pattern. `.choices(…)` is a method of commander. */
const WORDS =
  /\bchoices\b(?!\()|\bdeltas?\b|chat\\?\/completions|\bmax_(?:completion_)?tokens\b|\[DONE\]|\bcontent_block|\bmessage_(?:start|stop)\b|\bstop_(?:reason|sequences?)\b/u;

const linesWithWords = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => (WORDS.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : []));

const isOfDialect = (file: string): boolean => DIALECTS.test(file);

test('no file outside the dialects and their reference providers mentions their words', () => {
  expect(
    sourceFiles('src')
      .filter((file) => !isOfDialect(file))
      .flatMap(linesWithWords),
  ).toEqual([]);
});

test('the search finds the words inside the dialects', () => {
  expect(sourceFiles('src').filter(isOfDialect).flatMap(linesWithWords).length).toBeGreaterThan(50);
});
