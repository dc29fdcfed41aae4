import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sourceFiles } from './imports.js';

/** Only these folders know how chat completions look on the wire. */
const CHAT = ['src/core/dialect/openai-chat/', 'src/reference/openai-chat/'];

/** Words of that dialect. `.choices(…)` is a method of commander. */
const WORDS = /\bchoices\b(?!\()|\bdeltas?\b|\/chat\/completions|\bmax_(?:completion_)?tokens\b|\[DONE\]/u;

const linesWithWords = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => (WORDS.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : []));

const isChat = (file: string): boolean => CHAT.some((folder) => file.startsWith(folder));

test('no file outside the dialect and its reference provider mentions the words of chat completions', () => {
  expect(
    sourceFiles('src')
      .filter((file) => !isChat(file))
      .flatMap(linesWithWords),
  ).toEqual([]);
});

test('the search finds the words inside the dialect', () => {
  expect(sourceFiles('src').filter(isChat).flatMap(linesWithWords).length).toBeGreaterThan(50);
});
