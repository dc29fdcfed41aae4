import { describe, expect, test } from 'vitest';
import type { Judged, RunEvent } from '../../../src/core/model/event.js';
import { resumedRunOf, runAgainst, runOf, verify } from './verify-kit.js';

const repeated = await runOf({ repeat: 2 });
const mirrored = await runAgainst({ own: 'a', upstream: 'a' });

/** The events without the last verdict that fulfils a condition. */
function without(events: readonly RunEvent[], holds: (event: Judged) => boolean): readonly RunEvent[] {
  const at = events.findLastIndex((event) => event.type === 'result' && holds(event));
  expect(at).toBeGreaterThan(0);
  return events.toSpliced(at, 1);
}

describe('verify', () => {
  test('accepts a run that sent each case twice', async () => {
    expect((await verify({ events: repeated })).refused).toEqual([]);
  });

  test.each([
    ['the first repetition', repeated, (event: Judged) => event.repetition === 0, 'at the target in repetition 1 of 2'],
    ['the second', repeated, (event: Judged) => event.repetition === 1, 'at the target in repetition 2 of 2'],
    ['the upstream', mirrored, (event: Judged) => event.against === true, 'at the upstream in repetition 1 of 1'],
  ])('rejects a complete run without a verdict of %s', async (_, record, holds, place) => {
    const { refused } = await verify({ events: without(record, holds) });
    const detail = expect.stringContaining(`has no verdict ${place}`) as string;
    expect(refused).toContainEqual({ reason: 'partial', detail });
  });

  test.each(['2020-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z', 'yesterday'])(
    'rejects a run that was resumed at %s',
    async (startedAt) => {
      const record = await resumedRunOf((sent) => (sent >= 20 ? 'interrupt' : 'send'));
      const moved = record.map((event) => (event.type === 'resumed' ? { ...event, startedAt } : event));
      expect(moved).toContainEqual({ type: 'resumed', startedAt });
      const { refused } = await verify({ events: moved });
      const detail = 'The run says that it was resumed before it began, or in the future.';
      expect(refused).toContainEqual({ reason: 'undated', detail });
    },
  );

  test('says that only the record states the baseline', async () => {
    const [run, ...others] = repeated;
    if (run === undefined) throw new Error('no events');
    const baseline = { type: 'baseline', baseline: { file: 'baseline.yaml', entries: [] } } as const;
    const stated = 'which divergences were known (the baseline): only the record states it';
    expect((await verify({ events: [run, baseline, ...others] })).unverified).toContain(stated);
    expect((await verify({ events: repeated })).unverified).not.toContain(stated);
  });
});
