import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { faults } from '../../../src/reference/index.js';
import { distinct, divergencesOf, judgeFault, whereOf } from '../../support/judge-fault.js';
import { readList } from './read-list.js';

const known = (await readFile(new URL('known-ids.txt', import.meta.url), 'utf8')).trim().split('\n');
const notReported = await readList(new URL('not-reported.yaml', import.meta.url));
const listed = new Set(notReported.entries.map(({ id }) => id));
const counts = new Map<string, number>();

describe('faults of the reference provider', () => {
  test.each(faults.filter(({ id }) => !listed.has(id)).map((fault) => [fault.id, fault] as const))(
    '%s is reported at its place',
    async (id, fault) => {
      const results = await judgeFault(fault);
      const loud = distinct(divergencesOf(results));
      counts.set(id, loud.length);
      const place = `${fault.expect.check} ${fault.expect.at}`;
      const there = divergencesOf(results, true).filter((each) => whereOf(each) === place);
      expect(there.map(whereOf), `also reported: ${distinct(divergencesOf(results, true)).join(', ')}`).toContain(
        place,
      );
      const isNote = there.every(({ level }) => level === 'note');
      expect({ isNote, loud: isNote ? loud : [] }).toEqual({ isNote: fault.expect.note === true, loud: [] });
    },
  );

  test('one divergence is reported once: one for most faults, never more than three', () => {
    const reported = [...counts.values()].filter((count) => count > 0).toSorted((a, b) => a - b);
    expect(reported[Math.floor(reported.length / 2)]).toBe(1);
    expect([...counts].filter(([, count]) => count > 3)).toEqual([]);
  });
});

describe('the faults met in the wild', () => {
  test('each is a fault, or on the list of those that are not reported', () => {
    const ids = new Set(faults.map(({ id }) => id));
    expect(ids.size).toBe(faults.length);
    expect(known.filter((id) => ids.has(id) === listed.has(id))).toEqual([]);
    expect(known.filter((id) => listed.has(id)).length).toBe(listed.size);
  });

  test('at least 97 of 100 are reported; the list of the others only shrinks', () => {
    expect(notReported.entries.length).toBe(notReported.size);
    expect(listed.size / known.length).toBeLessThanOrEqual(0.03);
    expect(notReported.entries.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });

  test('every one of them names the thread in which it was met', () => {
    const wild = faults.filter(({ id }) => known.includes(id));
    expect(
      wild.filter(({ seen }) => !seen.every((thread) => /^[\w.-]+\/[\w.-]+#\d+$/u.test(thread)) || seen.length === 0),
    ).toEqual([]);
  });
});
