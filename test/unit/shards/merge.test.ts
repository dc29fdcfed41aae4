import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../src/core/model/event.js';
import type { Plan } from '../../../src/core/model/case.js';
import { makeReport } from '../../../src/core/report/make-report.js';
import { mergeParts, type PartInput } from '../../../src/core/report/merge.js';
import { shardPlan } from '../../../src/core/plan/shard.js';
import type { Send } from '../../../src/io/http/send-attempts.js';
import { run, type Judge, type RunOptions } from '../../../src/run/run.js';
import { fakeClock } from '../io/fake-clock.js';
import { asksAlone, makeCase } from '../../support/case.js';
import { makeExchange } from '../../support/exchange.js';
import { specWith } from '../../support/spec.js';
import { bareReport } from '../../support/bare-report.js';
import { valueOf } from '../../support/result.js';

const acme = { ...specWith({}), id: 'acme' };
const plan: Plan = {
  cases: ['basic/minimal', ...Array.from({ length: 20 }, (_, n) => `basic/${n}`)].map((id) =>
    asksAlone(makeCase({ id })),
  ),
  omitted: ['tools/a', 'tools/b', 'tools/c'].map((id) => ({ case: id, spec: 'acme', needs: 'tools' })),
};
const send: Send = async (_step, { signal: _signal, ...place }) => Promise.resolve(makeExchange(place));
const judge: Judge = ({ case: planned, spec, exchanges }) => ({
  case: planned.id,
  spec: spec.id,
  verdict: 'conforms',
  divergences: [],
  inconclusive: null,
  exchanges: exchanges.map(({ id }) => id),
  observed: [],
});

async function record(options: Partial<RunOptions> = {}): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  const running = run({
    specs: [acme],
    plan,
    send,
    judge,
    tool: { name: 'conformance', version: '1.0.0' },
    target: { baseUrl: 'http://127.0.0.1/v1', model: 'm' },
    clock: fakeClock(),
    ...options,
  });
  for await (const event of running) events.push(event);
  return events;
}

async function part(index: number, options: Partial<RunOptions> = {}, of = 3): Promise<PartInput> {
  const { plan: own, positions } = shardPlan(options.plan ?? plan, { index, of });
  const events = await record({ ...options, plan: own, part: { shard: { index, of, plan: 'abc' }, positions } });
  return { file: `part-${index}`, events };
}

const parts = await Promise.all([1, 2, 3].map((index) => part(index)));
const [one, two, three] = parts as [PartInput, PartInput, PartInput];
const complaints = (given: readonly PartInput[]): readonly string[] => {
  const merged = mergeParts(given);
  return merged.ok ? [] : merged.errors.map(({ file, reason }) => `${file}: ${reason}`);
};
const change = (input: PartInput, type: RunEvent['type'], more: object): PartInput => ({
  ...input,
  events: input.events.map((event) => (event.type === type ? { ...event, ...more } : event)),
});

describe('parts that belong together', () => {
  it.each([[[one, two, three]], [[three, one, two]]])('make the whole, in any order', async (given) => {
    const merged = valueOf(mergeParts(given));
    const complete = makeReport(await record());
    const joined = makeReport(merged);
    if (complete === null || joined === null) throw new Error('no report');
    expect(bareReport(joined)).toEqual(bareReport(complete));
    expect(joined.run.requests).toBe(21);
    expect(joined).not.toHaveProperty('shard');
  });

  it('renumber their exchanges, and every reference to them', () => {
    const events = valueOf(mergeParts(parts));
    const exchanges = events.flatMap((event) => (event.type === 'exchange' ? [event.exchange] : []));
    expect(exchanges.map(({ id }) => id)).toEqual([...exchanges.keys()]);
    for (const event of events) {
      if (event.type !== 'result') continue;
      const own = exchanges.filter(({ id }) => event.result.exchanges.includes(id));
      expect(own.map((each) => each.case)).toEqual([event.result.case]);
    }
  });

  it('report the control case once, with the worst that any part saw', () => {
    const worse = {
      ...two,
      events: two.events.map((event) =>
        event.type === 'result' && event.result.case === 'basic/minimal'
          ? { ...event, result: { ...event.result, verdict: 'inconclusive' as const } }
          : event,
      ),
    };
    const merged = valueOf(mergeParts([one, worse, three]));
    const report = makeReport(merged);
    const control = report?.results.filter((result) => result.case === 'basic/minimal');
    expect(control?.map(({ verdict }) => verdict)).toEqual(['inconclusive']);
  });
});

describe('parts that do not belong together', () => {
  it.each<[string, () => readonly PartInput[], string]>([
    ['a missing part', () => [one, three], 'merge: Of 3 parts, these are missing: 2.'],
    ['the same part twice', () => [one, two, three, { ...two, file: 'again' }], 'again: Part 2 of 3 is named twice'],
    [
      'another target',
      () => [one, two, change(three, 'run', { target: { baseUrl: 'http://b/v1', model: 'm' } })],
      'part-3: It is part of another target',
    ],
    [
      'another model',
      () => [one, change(two, 'run', { target: { baseUrl: 'http://127.0.0.1/v1', model: 'n' } }), three],
      'part-2: It is part of another target',
    ],
    [
      'another revision of a spec',
      () => [one, two, change(three, 'run', { specs: [{ id: 'acme', revision: '2020-01-01', sha256: '' }] })],
      'other specs',
    ],
    [
      'another version',
      () => [one, two, change(three, 'run', { tool: { name: 'conformance', version: '2.0.0' } })],
      'another version of the tool',
    ],
    [
      'another plan',
      () => [one, two, change(three, 'run', { shard: { index: 3, of: 3, plan: 'def' } })],
      'another plan',
    ],
    [
      'another number of parts',
      () => [one, two, change(three, 'run', { shard: { index: 3, of: 4, plan: 'abc' } })],
      'another number of parts',
    ],
    [
      'an upstream in one alone',
      () => [one, two, change(three, 'run', { against: { target: { baseUrl: 'http://u/v1', model: 'm' } } })],
      'another upstream',
    ],
    [
      'a part that was stopped',
      () => [one, two, change(three, 'end', { complete: false })],
      'part-3: Part 3 is incomplete.',
    ],
    [
      'a part that was killed',
      () => [one, two, { ...three, events: three.events.slice(0, -3) }],
      'part-3: Part 3 is incomplete.',
    ],
    [
      'a part that was being gone on with',
      () => [one, two, { ...three, events: [...three.events, { type: 'resumed', startedAt: '' }] }],
      'part-3: Part 3 is incomplete.',
    ],
    ['no record at all', () => [one, two, { file: 'x', events: [] }], 'x: It is not the record of a run.'],
    ['nothing', () => [], 'merge: No part is named.'],
  ])('%s is refused with the reason', (_name, given, reason) => {
    expect(complaints(given()).join('\n')).toContain(reason);
  });

  it('a whole run is no part', async () => {
    expect(complaints([one, two, { file: 'whole', events: await record() }])).toEqual([
      'whole: It is a complete run, not a part of one.',
    ]);
  });

  it('a plan with gaps is refused', () => {
    const { cases, omitted } = shardPlan(plan, { index: 3, of: 3 }).positions;
    const moved = change(three, 'plan', { positions: { cases: cases.map((n) => n + 100), omitted } });
    expect(complaints([one, two, moved])).toEqual(['merge: The parts leave gaps in the plan.']);
  });
});
