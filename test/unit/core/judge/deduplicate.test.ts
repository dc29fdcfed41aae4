import { describe, expect, it } from 'vitest';
import { type Check, defineCheck } from '../../../../src/core/dialect/check.js';
import { wordsOf } from '../../../../src/core/dialect/messages.js';
import { deduplicate, type ClaimedMismatch } from '../../../../src/core/judge/deduplicate.js';
import type { Place } from '../../../../src/core/model/divergence.js';
import { readAnswer } from '../../../../src/core/dialect/read-answer.js';
import { makeExchange } from '../../../support/exchange.js';
import { makeClaim } from '../../../support/spec.js';

const answer = readAnswer(makeExchange());
const chunk = (n: number, pointer: string): Place => ({ part: 'chunk', chunk: n, pointer });

function makeMismatch(
  id: string,
  at: Place,
  given: Partial<Check> = {},
  level: ClaimedMismatch['level'] = 'must',
): ClaimedMismatch {
  const check = defineCheck({
    id,
    title: id,
    stage: 'meaning',
    scope: 'answer',
    kinds: ['wrong-value'],
    explain: { what: '', causes: '', falseAlarm: '', seen: [] },
    applies: () => true,
    judge: () => [],
  });
  const mismatch = { code: 'success-status', args: { documented: 200, status: 201 }, at } as const;
  return {
    check: { ...check, ...given },
    claim: makeClaim(`acme.${id}`),
    level,
    mismatch,
    words: wordsOf(mismatch),
    answer,
  };
}

const reportingChecks = (...reported: readonly ClaimedMismatch[]): readonly string[] =>
  deduplicate(reported).map(({ check }) => check.id);

describe('echoes', () => {
  const early = makeMismatch('early', chunk(0, '/choices/0/delta'), { stage: 'schema' });

  it('are left out at the place of an earlier stage and inside it, in the same chunk', () => {
    expect(reportingChecks(early, makeMismatch('late', chunk(0, '/choices/1/delta')))).toEqual(['early']);
    expect(reportingChecks(early, makeMismatch('late', chunk(0, '/choices/0/delta/role')))).toEqual(['early']);
    expect(reportingChecks(early, makeMismatch('late', chunk(7, '/choices/0/delta')))).toEqual(['early', 'late']);
  });

  it('are left out in whatever chunk if the earlier stage reports several, unless something is missing there', () => {
    const late = makeMismatch('late', chunk(7, '/choices/0/delta/role'));
    const several = { ...early, mismatch: { ...early.mismatch, occurrences: 3 } };
    expect(reportingChecks(several, late)).toEqual(['early']);
    const missing = { ...several, words: { ...several.words, kind: 'missing-field' as const } };
    expect(reportingChecks(missing, late)).toEqual(['early', 'late']);
  });

  it('are not divergences at a sibling or parent place, in the same stage or in another part', () => {
    for (const at of [chunk(0, '/choices/0/index'), chunk(0, '/choices'), { part: 'stream' } as const]) {
      expect(reportingChecks(early, makeMismatch('late', at))).toEqual(['early', 'late']);
    }
    expect(reportingChecks(early, makeMismatch('twin', chunk(0, '/choices/0/delta'), { stage: 'schema' }))).toEqual([
      'early',
      'twin',
    ]);
  });

  it('are left out after a check that is their cause, wherever it spoke', () => {
    const cause = makeMismatch('cause', { part: 'stream' });
    const echo = makeMismatch('echo', chunk(1, '/id'), { stage: 'http', consequenceOf: ['cause'] });
    expect(reportingChecks(echo, cause)).toEqual(['cause']);
    expect(reportingChecks(echo)).toEqual(['echo']);
  });

  it('of echoes are left out too', () => {
    const first = makeMismatch('first', { part: 'stream' });
    const second = makeMismatch('second', { part: 'status' }, { consequenceOf: ['first'] });
    const third = makeMismatch('third', chunk(1, '/id'), { consequenceOf: ['second'] });
    expect(reportingChecks(first, second, third)).toEqual(['first']);
  });

  it('are never both of two checks that name each other', () => {
    const one = makeMismatch('one', { part: 'stream' }, { consequenceOf: ['two'] });
    const two = makeMismatch('two', { part: 'status' }, { consequenceOf: ['one'] });
    expect(reportingChecks(one, two)).toHaveLength(1);
  });

  it('do not come of notes', () => {
    const note = makeMismatch('early', chunk(0, '/id'), { stage: 'schema' }, 'note');
    expect(reportingChecks(note, makeMismatch('late', chunk(0, '/id'), { consequenceOf: ['early'] }))).toEqual([
      'early',
      'late',
    ]);
  });
});

describe('of two claims that weigh the same', () => {
  const held = (schema: 'response' | 'chunk') => ({
    ...makeClaim(`acme.${schema}`),
    heldBy: [{ by: 'schema', schema, pointer: '/properties/id' } as const],
  });
  const cited = (at: Place): readonly string[] =>
    deduplicate([held('response'), held('chunk')].map((claim) => ({ ...makeMismatch('one', at), claim }))).map(
      ({ claim }) => claim.id,
    );

  it('the one on chunks is cited for a place in a stream, the one on bodies for a place in a body', () => {
    expect(cited(chunk(3, '/id'))).toEqual(['acme.chunk']);
    expect(cited({ part: 'body', pointer: '/id' })).toEqual(['acme.response']);
  });
});
