import { expect, it } from 'vitest';
import { explainImpact } from '../../../../src/core/clients/check-impact.js';
import { makeClient, makeClientData } from '../../../support/client-data.js';

const throws = { stream: 'throws: Error' };
const data = makeClientData(
  [
    makeClient('a', { one: throws, two: { stream: 'works' }, three: throws, four: throws }),
    makeClient('b', { one: { stream: 'works' }, two: {} }),
    makeClient('c', { three: throws }),
    makeClient('d', { one: throws }, { dialect: 'anthropic-messages' }),
  ],
  {
    one: ['schema missing-field chunk /a'],
    two: ['schema wrong-type chunk /a', 'schema wrong-type body /a'],
    three: ['schema missing-field chunk /a', 'stream-end truncated stream'],
    four: ['schema missing-field chunk /b'],
    five: [],
  },
);

it('counts the faults that only this check reports, for each client whose tasks show one', () => {
  expect(explainImpact('schema', data)).toEqual([
    'a@1.2.3 breaks with 2 of 3 faults (one: throws in a stream; four: throws in a stream)',
    'b@1.2.3 works with 1 fault',
  ]);
  expect(explainImpact('stream-end', data)).toEqual([]);
});
