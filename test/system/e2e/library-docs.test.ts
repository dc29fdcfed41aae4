import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as library from '../../../src/index.js';

const index = readFileSync('src/index.ts', 'utf8');

/** The exported names of a module, each with whether a comment precedes its declaration. */
function declared(path: string): ReadonlyMap<string, boolean> {
  const text = readFileSync(join('src', path.replace(/\.js$/u, '.ts')), 'utf8');
  const found = text.matchAll(/(\*\/\n)?export (?:async )?(?:function\*?|const|interface|type|class) (\w+)/gu);
  return new Map([...found].map(([, comment, name = '']) => [name, comment !== undefined]));
}

const reexports = [...index.matchAll(/export (?:type )?(\*|\{[^}]+\}) from '\.\/([^']+)'/gu)];

it('exports what programs need', () => {
  expect(Object.keys(library).toSorted()).toEqual([
    'CheckError',
    'REFERENCE_KEY',
    'TOOL',
    'check',
    'checks',
    'deriveFiles',
    'estimate',
    'groupDivergences',
    'judge',
    'judgeRun',
    'loadSpecs',
    'loadSuites',
    'makePlan',
    'makeReport',
    'makeTransport',
    'prepareRun',
    'readAnswer',
    'readEvents',
    'readHar',
    'reporters',
    'requestsOf',
    'run',
    'serveReference',
  ]);
});

it.each(reexports.map(([, names = '', path = '']) => [path, names]))(
  'documents what it exports of %s',
  (path, names) => {
    const all = declared(path);
    const named = names === '*' ? [...all.keys()] : names.replaceAll(/[{}]|\btype\b/gu, '').split(',');
    const bare = named.map((name) => name.trim()).filter((name) => name !== '' && all.get(name) !== true);
    expect(bare).toEqual([]);
    expect(named.length).toBeGreaterThan(0);
  },
);
