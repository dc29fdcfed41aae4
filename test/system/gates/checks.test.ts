import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checks } from '../../../src/core/judge/checks.js';
import { messages } from '../../../src/core/dialect/messages.js';
import { faults } from '../../../src/reference/index.js';
import { divergencesOf, judgeFault, whereOf } from '../../support/judge-fault.js';

const kinds = [...new Set(checks.flatMap((check) => check.kinds))];

describe.each(checks.map((check) => [check.id, check] as const))('the check %s', (id, check) => {
  test('has a fault that it alone catches', async () => {
    const alone: string[] = [];
    for (const fault of faults.filter(({ expect: expected }) => expected.check === id)) {
      const results = await judgeFault(fault);
      const loud = new Set(divergencesOf(results).map((each) => each.check));
      const isReported = divergencesOf(results, true).some((each) => whereOf(each).startsWith(`${id} `));
      if (isReported && [...loud].every((other) => other === id)) {
        alone.push(fault.id);
        break;
      }
    }
    expect(alone).not.toEqual([]);
  });

  test('explains itself, and has a page', () => {
    const { what, causes, falseAlarm, seen } = check.explain;
    expect([what, causes, falseAlarm].filter((text) => text.length < 20)).toEqual([]);
    expect(seen.filter((thread) => !/^[\w.-]+\/[\w.-]+#\d+$/u.test(thread))).toEqual([]);
    expect(existsSync(new URL(`../../../docs/checks/${id}.md`, import.meta.url))).toBe(true);
  });
});

test('every kind of a check is the kind of a message', () => {
  const worded = new Set(Object.values(messages).map(({ kind }) => kind));
  expect(kinds.filter((kind) => !worded.has(kind))).toEqual([]);
});
