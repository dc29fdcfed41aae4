import { expect, it } from 'vitest';
import { listEntries } from '../../../src/cli/baseline/lines.js';
import { makeEntry } from './entry.js';

const entries = [3, 9, 15].map((first) => makeEntry({ lines: { first, last: first + 5 } }));

it('lists entries with their lines, and nothing if there are none', () => {
  expect(listEntries('b.yaml', entries, 'These:').match(/^ {2}b\.yaml:\d+: /gmu)).toEqual([
    '  b.yaml:3: ',
    '  b.yaml:9: ',
    '  b.yaml:15: ',
  ]);
  expect(listEntries('b.yaml', [], 'These:')).toBe('');
});

it('counts those that it has no room for', () => {
  expect(listEntries('b.yaml', entries, 'These:', 2).split('\n')).toEqual([
    'These:',
    expect.stringContaining('b.yaml:3:'),
    expect.stringContaining('b.yaml:9:'),
    '  and 1 more',
    '',
  ]);
});
