import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../src/core/model/event.js';
import type { Plan } from '../../../src/core/model/case.js';
import { judgeRun } from '../../../src/core/report/judge-run.js';
import { makeReport } from '../../../src/core/report/make-report.js';
import type { Send } from '../../../src/io/http/send-attempts.js';
import { run, type Judge, type RunOptions } from '../../../src/run/run.js';
import { fakeClock } from '../io/fake-clock.js';
import { asksAlone, makeCase, makeStep } from '../../support/case.js';
import { makeExchange, type ExchangeParts } from '../../support/exchange.js';
import { specWith } from '../../support/spec.js';

const acme = { ...specWith({}), id: 'acme' };
const cases = (model: string): Plan['cases'] =>
  ['basic/minimal', 'basic/1', 'basic/2', 'basic/3', 'basic/4'].map((id) =>
    asksAlone(makeCase({ id, steps: [makeStep({ body: { model, messages: [] } })] })),
  );
const sending =
  (sent: string[], parts: ExchangeParts = {}): Send =>
  async (step, { signal: _signal, ...place }) => {
    sent.push(`${place.case} ${JSON.stringify(step.body?.['model'])}`);
    return Promise.resolve(makeExchange({ ...parts, ...place, request: step.body }));
  };
/** Whatever is answered with 203 diverges. */
const judge: Judge = ({ case: planned, spec, exchanges }) => {
  const status = exchanges.at(-1)?.response?.status ?? 0;
  const divergence = {
    check: 'schema',
    claim: 'c',
    level: 'must' as const,
    kind: 'missing-field' as const,
    at: { part: 'body' as const, pointer: '/created' },
    expected: '',
    actual: '',
    occurrences: 1,
    exchange: exchanges[0]?.id ?? 0,
    sentence: '',
    source: { title: '', url: '', quote: null },
  };
  return {
    case: planned.id,
    spec: spec.id,
    verdict: status === 203 ? 'diverges' : 'conforms',
    divergences: status === 203 ? [divergence] : [],
    inconclusive: null,
    exchanges: exchanges.map(({ id }) => id),
    observed: ['c'],
  };
};

async function collect(here: ExchangeParts, there: ExchangeParts, options: Partial<RunOptions> = {}) {
  const sent: { readonly here: string[]; readonly there: string[] } = { here: [], there: [] };
  const events: RunEvent[] = [];
  const running = run({
    specs: [acme],
    plan: { cases: cases('gateway-model'), omitted: [] },
    send: sending(sent.here, here),
    against: {
      target: { baseUrl: 'http://upstream/v1', model: 'own-model' },
      send: sending(sent.there, there),
      cases: cases('own-model'),
    },
    judge,
    tool: { name: 'conformance', version: '0' },
    target: { baseUrl: 'http://gateway/v1', model: 'gateway-model' },
    clock: fakeClock(),
    ...options,
  });
  for await (const event of running) events.push(event);
  const report = makeReport(events);
  if (report === null) throw new Error('no report');
  return { sent, events, report };
}

describe('a run against an upstream', () => {
  it('asks both the same, each for its own model, and numbers all exchanges', async () => {
    const { sent, events, report } = await collect({}, {});
    expect(sent.here.toSorted()).toEqual(
      cases('')
        .map(({ id }) => `${id} "gateway-model"`)
        .toSorted(),
    );
    expect(sent.there.toSorted()).toEqual(
      cases('')
        .map(({ id }) => `${id} "own-model"`)
        .toSorted(),
    );
    const ids = events.flatMap((event) => (event.type === 'exchange' ? [event.exchange.id] : []));
    expect(new Set(ids).size).toBe(10);
    expect([report.run.requests, report.against?.requests]).toEqual([5, 5]);
    expect(report.against?.target).toEqual({ baseUrl: 'http://upstream/v1', model: 'own-model' });
  });

  it('fails for what the gateway introduced', async () => {
    const { report } = await collect({ status: 203 }, {});
    expect(report.results.map(({ divergences }) => divergences[0]?.origin)).toEqual(Array(5).fill('introduced'));
    expect(judgeRun(report, { failOn: 'should' })).toBe('diverges');
  });

  it('does not fail on an inherited divergence by default; the divergence stays in the report', async () => {
    const { report } = await collect({ status: 203 }, { status: 203 });
    expect(report.totals.diverges).toBe(5);
    expect(judgeRun(report, { failOn: 'should' })).toBe('conforms');
    expect(judgeRun(report, { failOn: 'should', failOnInherited: true })).toBe('diverges');
  });

  it('reports what was repaired', async () => {
    const { report } = await collect({}, { status: 203 });
    expect(report.against?.repaired.map((each) => each.case)).toEqual(cases('').map(({ id }) => id));
    expect(report.against?.totals).toEqual({ conforms: 0, diverges: 5, inconclusive: 0, notRun: 0 });
    expect(judgeRun(report, { failOn: 'should' })).toBe('conforms');
  });

  it('ends where the upstream cannot be reached, and says that it was the upstream', async () => {
    const { events, sent } = await collect({}, { response: false, end: 'refused', endCode: 'ECONNREFUSED' });
    expect(events.at(-1)).toMatchObject({ complete: false, stopped: { reason: 'unreachable' } });
    expect(JSON.stringify(events.at(-1))).toContain('the upstream');
    expect(sent.here).toHaveLength(1);
  });

  it('shares one allowance', async () => {
    const { sent, report } = await collect({}, {}, { allowance: { requests: 6 }, concurrency: 1 });
    expect([sent.here.length, sent.there.length]).toEqual([3, 3]);
    expect(judgeRun(report, { failOn: 'should' })).toBe('thin');
  });
});
