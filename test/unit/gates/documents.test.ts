import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const documents = ['.', 'bench', 'docs', 'docs/checks', 'examples', 'reports'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

/** Parts of a document that a pattern finds and that are no files, as `document: path`. */
const missing = (pattern: RegExp, from: (document: string) => string): string[] =>
  documents.flatMap((document) =>
    [...readFileSync(document, 'utf8').matchAll(pattern)]
      .map(({ groups }) => groups?.['path'] ?? '')
      .filter((path) => !existsSync(join(from(document), path)))
      .map((path) => `${document}: ${path}`),
  );

test('every link of a document to a file leads somewhere', () => {
  expect(missing(/\]\((?![a-z]+:|#)(?<path>[^)#]+)/gu, dirname)).toEqual([]);
});

test('every path of this repository that a document names exists', () => {
  expect(missing(/`(?<path>(?:src|test|bench|build|scripts|\.github|\.ci)\/[\w./-]+\w)`/gu, () => '.')).toEqual([]);
});
