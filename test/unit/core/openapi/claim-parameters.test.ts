import { expect, test } from 'vitest';
import { asObject } from '../../../../src/core/wire/json.js';
import { valueAt } from '../../../../src/core/wire/pointer.js';
import { draft, makeText, SCHEMAS } from './document.js';

/** The claim that a stop sequence ends the text, for a description of the parameter: its level and what holds it. */
function obeyed(description: string): readonly unknown[] {
  const stop = { type: 'array', items: { type: 'string' }, description };
  const properties = { ...asObject(valueAt(SCHEMAS, '/Request/properties') ?? null), stop };
  const { claims } = draft(makeText({ request: { type: 'object', properties } }));
  return claims.filter(({ id }) => id === 'acme.request.stop.obeyed').map(({ level, heldBy }) => [level, heldBy]);
}

const held = [{ check: 'stop' }];

test('a description that says what a stop sequence does is a claim about the text', () => {
  const both = 'Up to 4 sequences where the API will stop generating further tokens.\nIt will not contain them.';
  expect(obeyed(both)).toEqual([[undefined, held]]);
});

test('it is a should if the description leaves open whether the sequence is part of the text', () => {
  expect(obeyed('Stop generation if this token is detected.')).toEqual([['should', held]]);
});

test('a description that only names the parameter is no such claim', () => {
  expect(obeyed('A list of stop sequences.')).toEqual([]);
});
