import { expect, test } from 'vitest';
import { importsOf, sourceFiles } from './imports.js';

/** The checks that only one dialect has, and their registry. They use the other checks. */
const DIALECT_CHECKS = 'the checks of dialects';

/** The folders of `src` in their order: a file imports from its own folder and from those before it. */
const ROOMS = [
  'src/core/model',
  'src/core/wire',
  'src/core/redact',
  'src/core/schema',
  'src/core/messages',
  'src/core/dialect',
  'src/core/spec',
  'src/core/plan',
  'src/core/checks',
  DIALECT_CHECKS,
  'src/core/judge',
  'src/core/capture',
  'src/core/clients',
  'src/core/report',
  'src/core/config',
  'src/core/openapi',
  'src/io',
  'src/reference',
  'src/matrix',
  'src/reporters',
  'src/run',
  'src/replay',
  'src/verify',
  'src/site',
  'src/import',
  'src/watch',
  'src/vitest',
  'src/cli',
];

const roomOf = (path: string): number =>
  /^src\/core\/dialect\/(?:[^/]+\/checks\/|checks\.ts$)/u.test(path)
    ? ROOMS.indexOf(DIALECT_CHECKS)
    : ROOMS.findIndex((room) => path.startsWith(`${room}/`));
const imports = sourceFiles('src').flatMap(importsOf);

test('every file of src is in a room, except the public entry and declarations', () => {
  expect(sourceFiles('src').filter((file) => roomOf(file) === -1)).toEqual(['src/core/globals.d.ts', 'src/index.ts']);
});

test('no import runs upward', () => {
  const inside = imports.filter(({ from, to }) => roomOf(from) !== -1 && to.startsWith('src/'));
  const upward = inside.filter(({ from, to }) => roomOf(to) > roomOf(from) || roomOf(to) === -1);
  expect(inside.length).toBeGreaterThan(500);
  expect(upward.map(({ from, to }) => `${from} > ${to}`)).toEqual([]);
});

test('src/core imports nothing of Node and no library with input or output', () => {
  const packages = imports.filter(({ from, to }) => from.startsWith('src/core/') && !to.startsWith('src/'));
  const allowed = new Set([
    'ajv',
    'ajv-formats',
    'eventsource-parser',
    'fastest-levenshtein',
    'picomatch',
    're2js',
    'yaml',
  ]);
  const name = (to: string): string =>
    to
      .split('/')
      .slice(0, to.startsWith('@') ? 2 : 1)
      .join('/');
  expect(packages.filter(({ to }) => !allowed.has(name(to))).map(({ from, to }) => `${from} > ${to}`)).toEqual([]);
});
