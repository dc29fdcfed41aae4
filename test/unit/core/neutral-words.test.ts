import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** What only the dialect of chat completions may name. */
const WORDS = /\bchoices\b|\bdeltas?\b|max_tokens|max_completion_tokens|\[DONE\]|chat\/completions/u;

it.each(['wire', 'model', 'checks', 'judge'])('core/%s names nothing of chat completions', (room) => {
  const folder = join('src/core', room);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(5);
  const lines = files.flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .flatMap((line, n) => (WORDS.test(line) ? [`${file}:${n + 1} ${line.trim()}`] : [])),
  );
  expect(lines).toEqual([]);
});
