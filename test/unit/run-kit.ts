import type { Case } from '../../src/core/model/case.js';
import type { RunEvent } from '../../src/core/model/event.js';
import type { Exchange } from '../../src/core/model/exchange.js';
import type { Send } from '../../src/io/http/send-attempts.js';
import { run, type Judge, type RunOptions } from '../../src/run/run.js';
import { fakeClock } from './io/fake-clock.js';
import { asksAlone, makeCase } from '../support/case.js';
import { makeExchange, type ExchangeParts } from '../support/exchange.js';
import { specWith } from '../support/spec.js';

export const acme = { ...specWith({}), id: 'acme' };

export const judge: Judge = ({ case: planned, spec, exchanges, controlWorks }) => ({
  case: planned.id,
  spec: spec.id,
  verdict: controlWorks === true ? 'conforms' : 'inconclusive',
  divergences: [],
  inconclusive: null,
  exchanges: exchanges.map(({ id }) => id),
  observed: [],
});

/** Cases `basic/minimal`, `basic/1`, `basic/2`, … */
export const cases = (count: number, given: Partial<Case> = {}): Case[] =>
  Array.from({ length: count }, (_, n) =>
    asksAlone(makeCase({ id: n === 0 ? 'basic/minimal' : `basic/${n}`, ...(n === 0 ? {} : given) })),
  );

export const answering =
  (answer: (id: string, attempt: number) => ExchangeParts = () => ({})): Send =>
  async (_step, { signal: _signal, ...place }) => {
    await Promise.resolve();
    return makeExchange({ ...answer(place.case, place.attempt), ...place });
  };

export async function collect(planned: readonly Case[], options: Partial<RunOptions> = {}): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  const running = run({
    specs: [acme],
    plan: { cases: planned, omitted: [] },
    send: answering(),
    judge,
    tool: { name: 'conformance', version: '0' },
    target: { baseUrl: 'http://127.0.0.1/v1', model: 'm' },
    clock: fakeClock(),
    ...options,
  });
  for await (const event of running) events.push(event);
  return events;
}

export const exchangesOf = (events: readonly RunEvent[]): readonly Exchange[] =>
  events.flatMap((event) => (event.type === 'exchange' ? [event.exchange] : []));
export const judgedOf = (events: readonly RunEvent[]): readonly string[] =>
  events.flatMap((event) =>
    event.type === 'result' ? [`${event.result.case} ${event.result.spec} ${event.result.verdict}`] : [],
  );
