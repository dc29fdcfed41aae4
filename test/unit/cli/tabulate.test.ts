import { expect, it } from 'vitest';
import { tabulate } from '../../../src/cli/list/tabulate.js';

const rows = [
  { claim: 'acme.chat.id', level: 'must', says: 'The completion has an id.' },
  { claim: 'acme.chat.usage', level: 'should', says: 'Usage.' },
];

it('makes a table where there is room, and in a pipe', () => {
  const table = tabulate(rows, Number.POSITIVE_INFINITY);
  expect(table.split('\n')).toHaveLength(6);
  expect(tabulate(rows, table.indexOf('\n'))).toBe(table);
});

it('makes paragraphs where the table is wider than the terminal, and loses nothing', () => {
  expect(tabulate(rows, 40)).toBe(
    'acme.chat.id  must\n  says: The completion has an id.\nacme.chat.usage  should\n  says: Usage.',
  );
});
