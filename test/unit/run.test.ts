import { describe, expect, it } from 'vitest';
import type { Send } from '../../src/io/http/send-attempts.js';
import { run } from '../../src/run/run.js';
import { makeCase, makeStep } from '../support/case.js';
import { makeExchange } from '../support/exchange.js';
import { acme, answering, cases, collect, exchangesOf, judge, judgedOf } from './run-kit.js';

describe('run', () => {
  it('emits the run, the plan, each exchange, a result for each case and spec after its exchanges, and the end', async () => {
    const planned = cases(2).map((one) => ({ ...one, specs: ['acme', 'other'] }));
    const events = await collect(planned, { specs: [acme, { ...acme, id: 'other' }] });
    expect(events.map(({ type }) => type)).toEqual([
      'run',
      'plan',
      'exchange',
      'exchange',
      'result',
      'result',
      'result',
      'result',
      'end',
    ]);
    expect(judgedOf(events)).toContain('basic/1 other conforms');
    expect(events.at(-1)).toMatchObject({ complete: true });
    expect(events.at(-1)).not.toHaveProperty('stopped');
    expect(exchangesOf(events).map(({ id }) => id)).toEqual([0, 1]);
  });

  it('sends the control case first and alone, then so many at once, and the steps of a case in order', async () => {
    let under = 0;
    let most = 0;
    const sent: string[] = [];
    const alone: boolean[] = [];
    const planned = [...cases(7, { steps: [makeStep(), makeStep()] })].toReversed();
    await collect(planned, {
      concurrency: 3,
      send: async (_step, { signal: _signal, ...place }) => {
        alone.push(under === 0);
        sent.push(`${place.case} ${place.step}`);
        most = Math.max(most, (under += 1));
        await new Promise((resolve) => {
          setTimeout(resolve, 2);
        });
        under -= 1;
        return makeExchange(place);
      },
    });
    expect(sent[0]).toBe('basic/minimal 0');
    expect(alone.slice(0, 3)).toEqual([true, true, false]);
    expect(most).toBe(3);
    expect(sent).toHaveLength(13);
    for (const { id } of planned.slice(0, -1)) {
      expect(sent.filter((one) => one.startsWith(`${id} `))).toEqual([`${id} 0`, `${id} 1`]);
    }
  });

  it('keeps every attempt', async () => {
    const events = await collect(cases(1), {
      send: answering((_id, attempt) => (attempt === 0 ? { status: 503 } : {})),
    });
    expect(exchangesOf(events).map(({ id, attempt, response }) => [id, attempt, response?.status])).toEqual([
      [0, 0, 503],
      [1, 1, 200],
    ]);
    expect(judgedOf(events)).toEqual(['basic/minimal acme conforms']);
  });

  it('sends a request again that is wrong on purpose where the endpoint failed, not where it refused it', async () => {
    const events = await collect(cases(3, { expects: 'refused', mistake: 'malformed-json' }), {
      send: answering((id, attempt) => ({ status: id === 'basic/1' && attempt === 0 ? 500 : 400 })),
      concurrency: 1,
    });
    expect(exchangesOf(events).map(({ response }) => response?.status)).toEqual([400, 500, 400, 400]);
  });

  it('judges failures at the end, when it is known whether the endpoint was at work', async () => {
    const broken = await collect(cases(3), {
      send: answering((id) => (id === 'basic/2' ? {} : { status: 500 })),
      concurrency: 1,
    });
    expect(judgedOf(broken)).toEqual(['basic/2 acme conforms', 'basic/minimal acme conforms', 'basic/1 acme conforms']);
    const dead = await collect(cases(2), { send: answering(() => ({ status: 500 })) });
    expect(judgedOf(dead)).toEqual(['basic/minimal acme inconclusive', 'basic/1 acme inconclusive']);
  });

  it('stops at once where the control case cannot be reached', async () => {
    const events = await collect(cases(9), {
      send: answering(() => ({ response: false, end: 'refused', endCode: 'ECONNREFUSED' })),
    });
    expect(new Set(exchangesOf(events).map((one) => one.case))).toEqual(new Set(['basic/minimal']));
    expect(events.at(-1)).toMatchObject({ complete: false, stopped: { reason: 'unreachable' } });
    expect(JSON.stringify(events.at(-1))).toContain('ECONNREFUSED');
  });

  it('stops after three cases in a row that cannot be reached, not after three in all', async () => {
    const gone = new Set(['basic/1', 'basic/2', 'basic/4', 'basic/5', 'basic/6']);
    const events = await collect(cases(9), {
      concurrency: 1,
      send: answering((id) => (gone.has(id) ? { response: false, end: 'timeout-connect' } : {})),
    });
    expect(judgedOf(events).map((line) => line.split(' ')[0])).toEqual(
      ['minimal', '3', '1', '2', '4', '5', '6'].map((id) => `basic/${id}`),
    );
    expect(events.at(-1)).toMatchObject({ complete: false, stopped: { reason: 'unreachable' } });
  });

  it('reports the last request before the endpoint went away', async () => {
    const ends: Readonly<Record<string, 'reset' | 'closed' | 'refused'>> = {
      'basic/1': 'reset',
      'basic/4': 'closed',
      'basic/5': 'refused',
      'basic/6': 'refused',
      'basic/7': 'refused',
    };
    const events = await collect(cases(9), {
      concurrency: 1,
      send: answering((id) => (ends[id] === undefined ? {} : { response: false, end: ends[id], endCode: 'GONE' })),
    });
    // What broke before a later answer came whole did not bring it down.
    expect(events.at(-1)).toMatchObject({
      stopped: { detail: 'no connection to the endpoint (GONE); it went away during basic/4' },
    });
  });

  it('takes a request that several cases share for one that could not be reached', async () => {
    const [control, first, ...others] = cases(7);
    if (control === undefined || first === undefined) throw new Error('no cases');
    const alike = ['a', 'b', 'c', 'd'].map((id) => ({ ...first, id }));
    const events = await collect([control, ...alike, ...others], {
      concurrency: 1,
      retry: { waits: [], longestWait: 0, budget: 0 },
      send: answering((id) => (id === 'a' ? { response: false, end: 'timeout-connect' } : {})),
    });
    expect(exchangesOf(events).map((one) => one.case)).toEqual(['basic/minimal', 'a', ...others.map(({ id }) => id)]);
    expect(exchangesOf(events)[1]?.also).toEqual(['b', 'c', 'd'].map((id) => ({ case: id, step: 0 })));
    expect(judgedOf(events)).toHaveLength(10);
    expect(events.at(-1)).toMatchObject({ complete: true });
  });

  it('runs only the auth suite where the control case is refused for its key', async () => {
    const planned = [...cases(3), makeCase({ id: 'auth/bearer', suite: 'auth' })];
    const events = await collect(planned, { send: answering(() => ({ status: 401 })) });
    expect(exchangesOf(events).map((one) => one.case)).toEqual(['basic/minimal', 'auth/bearer']);
    expect(events.at(-1)).toMatchObject({ complete: false, stopped: { reason: 'unauthorized' } });
  });

  it('ends early and well when it is interrupted', async () => {
    const stop = new AbortController();
    const events = await collect(cases(9), {
      concurrency: 2,
      signal: stop.signal,
      send: async (_step, { signal, ...place }) => {
        if (place.case === 'basic/2') stop.abort();
        await Promise.resolve();
        return makeExchange(signal?.aborted === true ? { ...place, end: 'hung-up', endCode: 'ABORTED' } : place);
      },
    });
    expect(events.at(-1)).toMatchObject({ type: 'end', complete: false, stopped: { reason: 'interrupted' } });
    expect(judgedOf(events)).toEqual(['basic/minimal acme conforms']);
    expect(exchangesOf(events).every(({ endCode }) => endCode !== 'ABORTED')).toBe(true);
  });

  it('ends when its reader leaves', async () => {
    let sent = 0;
    const send: Send = async (step, context) => {
      sent += 1;
      return await answering()(step, context);
    };
    const running = run({
      specs: [acme],
      plan: { cases: cases(500), omitted: [] },
      send,
      judge,
      tool: { name: 'conformance', version: '0' },
      target: { baseUrl: 'http://127.0.0.1/v1', model: 'm' },
    });
    for await (const event of running) if (event.type === 'exchange') break;
    expect(sent).toBeLessThan(100);
  });
});
