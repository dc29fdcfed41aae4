import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/core/model/event.js';
import { makeRedactor, type Redactor } from '../../src/core/redact/redactor.js';
import { run, type Judge } from '../../src/run/run.js';
import { fakeClock } from './io/fake-clock.js';
import { acme, answering, cases, collect, exchangesOf, judge, judgedOf } from './run-kit.js';

const brokenJudge: Judge = () => {
  throw new Error('a bug');
};

describe('run', () => {
  it('goes on after an exception of the judge, and makes its cases inconclusive', async () => {
    const events = await collect(cases(3), { judge: brokenJudge });
    const results = events.flatMap((event) => (event.type === 'result' ? [event.result] : []));
    expect(results.map(({ inconclusive }) => inconclusive?.reason)).toEqual(Array(3).fill('internal-error'));
    expect(results[0]?.inconclusive?.detail).toContain('a bug');
  });

  it.each(['exchange', 'value'] as const)(
    'ends if the redactor fails to redact an %s, and yields nothing of it',
    async (method) => {
      const broken: Redactor = {
        ...makeRedactor(['sk-example-7QxZt91aaBBccDD']),
        [method]: () => {
          throw new Error('a fault next to sk-example-7QxZt91aaBBccDD');
        },
      };
      const seen: RunEvent[] = [];
      const running = async () => {
        const events = run({
          specs: [acme],
          plan: { cases: cases(3), omitted: [] },
          send: answering(() => ({ pieces: ['sk-example-7QxZt91aaBBccDD'] })),
          judge,
          redactor: broken,
          tool: { name: 'conformance', version: '0' },
          target: { baseUrl: 'http://127.0.0.1/v1', model: 'm' },
          clock: fakeClock(),
        });
        for await (const event of events) seen.push(event);
      };
      await expect(running()).rejects.toThrow(/^Secrets could not be redacted, so nothing more is written\./u);
      expect(JSON.stringify(seen)).not.toContain('sk-example');
      expect(exchangesOf(seen)).toEqual([]);
    },
  );

  it('does not judge a case for longer than its limit, and judges the others', async () => {
    const slow: Judge = (judgement) => {
      // The time limit interrupts it: nothing else ends this loop.
      while (judgement.case.id === 'basic/1');
      return judge(judgement);
    };
    const events = await collect(cases(3), { judge: slow, judgingLimit: 50 });
    expect(judgedOf(events)).toEqual([
      'basic/minimal acme conforms',
      'basic/1 acme inconclusive',
      'basic/2 acme conforms',
    ]);
    const results = events.flatMap((event) => (event.type === 'result' ? [event.result.inconclusive?.reason] : []));
    expect(results).toEqual([undefined, 'judging-timeout', undefined]);
    expect(events.at(-1)).toMatchObject({ type: 'end', complete: true });
  });
});
