import { describe, expect, test } from 'vitest';
import type { RunEvent, RunSelection } from '../../../src/core/model/event.js';
import type { Exchange } from '../../../src/core/model/exchange.js';
import { events, runOf, swap, verify } from './verify-kit.js';
import { someOf } from '../../support/property-runs.js';

const casesOf = (record: readonly RunEvent[]): number =>
  record.flatMap((event) => (event.type === 'plan' ? event.cases : [])).length;

type Rest = Omit<Exchange, 'request'>;

const withHeaders = (rest: Rest, request: Exchange['request'], headers: Exchange['request']['headers']): Exchange => ({
  ...rest,
  request: { ...request, headers },
});

const withAuth = (rest: Rest, request: Exchange['request'], auth: Partial<Exchange['request']['auth']>): Exchange => ({
  ...rest,
  request: { ...request, auth: { ...request.auth, ...auth } },
});

/** The events with a changed request of one case. */
const swapExchange = (change: (exchange: Exchange) => Exchange): readonly RunEvent[] =>
  swap((event) =>
    event.type === 'exchange' && event.exchange.case === 'basic/several-turns'
      ? { ...event, exchange: change(event.exchange) }
      : event,
  );

describe('verify', () => {
  test.each(
    someOf<[string, (event: RunEvent) => RunEvent]>([
      ['run', (event) => (event.type === 'run' ? Object.assign(event, { note: 'x' }) : event)],
      ['end', (event) => (event.type === 'end' ? Object.assign(event, { constructor: 'x' }) : event)],
      ['plan', (event) => (event.type === 'plan' ? Object.assign(event, { certified: true }) : event)],
      ['result', (event) => (event.type === 'result' ? Object.assign(event, { verdict: 'conforms' }) : event)],
      ['exchange', (event) => (event.type === 'exchange' ? Object.assign(event, { valueOf: 'x' }) : event)],
      [
        'response',
        (event) =>
          event.type === 'exchange' && event.exchange.response !== null
            ? {
                ...event,
                exchange: { ...event.exchange, response: Object.assign(event.exchange.response, { trailers: [] }) },
              }
            : event,
      ],
      [
        'target',
        (event) => (event.type === 'run' ? { ...event, target: Object.assign(event.target, { vendor: 'x' }) } : event),
      ],
    ]),
  )('rejects an unknown member of the %s', async (_, change) => {
    const { reasons, refused } = await verify({ events: swap(change) });
    expect(reasons).toEqual(['edited']);
    expect(refused.map(({ detail }) => detail).join()).toContain('a member that no record has');
  });

  test.each(
    someOf<[string, (exchange: Exchange) => Exchange]>([
      ['a header more', ({ request, ...rest }) => withHeaders(rest, request, [...request.headers, ['x-plan', 'gold']])],
      ['a header less', ({ request, ...rest }) => withHeaders(rest, request, request.headers.slice(1))],
      [
        'another coding',
        ({ request, ...rest }) =>
          withHeaders(
            rest,
            request,
            request.headers.map(([name, value]) => [name, /encoding/iu.test(name) ? 'gzip' : value]),
          ),
      ],
      [
        'another user agent',
        ({ request, ...rest }) =>
          withHeaders(
            rest,
            request,
            request.headers.map(([name, value]) => [name, /agent/iu.test(name) ? 'curl/8' : value]),
          ),
      ],
      ['another scheme', ({ request, ...rest }) => withAuth(rest, request, { scheme: 'constructor' })],
      [
        'another form of the key',
        ({ request, ...rest }) => withAuth(rest, request, { form: { header: 'x-key', prefix: '', headers: {} } }),
      ],
      ['another form of the request', (exchange) => ({ ...exchange, variation: 'gzip-offered' })],
      [
        'white space in the body',
        ({ request, ...rest }) => ({ ...rest, request: { ...request, body: ` ${request.body}` } }),
      ],
    ]),
  )('rejects a request with %s', async (_, change) => {
    const { reasons, refused } = await verify({
      events: swapExchange(change),
    });
    expect(reasons).toEqual(['edited']);
    expect(refused.map(({ detail }) => detail).join()).toMatch(/did not send what|belongs to no request/u);
  });

  test.each(
    someOf<[string, (exchange: Exchange) => Exchange]>([
      ['begins at 1', (exchange) => ({ ...exchange, attempt: 1 })],
      ['begins at 7', (exchange) => ({ ...exchange, attempt: 7 })],
    ]),
  )('rejects a request whose attempts are renumbered: %s', async (_, change) => {
    const { reasons, refused } = await verify({
      events: swapExchange(change),
    });
    expect(reasons).toEqual(['edited']);
    expect(refused.map(({ detail }) => detail).join()).toContain('out of order');
  });

  /** The record with a second attempt at one request, which every result of its case names. */
  const withAttempt = (first: (exchange: Exchange) => Exchange, isJudged: boolean) => {
    const id = Math.max(...events.map((event) => (event.type === 'exchange' ? event.exchange.id : 0))) + 1;
    const sent = events.find((event) => event.type === 'exchange' && event.exchange.case === 'basic/several-turns');
    if (sent?.type !== 'exchange') throw new Error('The case was not sent');
    const of = sent.exchange.id;
    return events.flatMap((event): readonly RunEvent[] => {
      if (event.type === 'result' && event.result.exchanges.includes(of) && isJudged)
        return [{ ...event, result: { ...event.result, exchanges: [...event.result.exchanges, id] } }];
      if (event !== sent) return [event];
      return [
        { ...sent, exchange: first(sent.exchange) },
        { ...sent, exchange: { ...sent.exchange, id, attempt: 1 } },
      ];
    });
  };

  test('rejects an invented further attempt after a response that is not retried', async () => {
    const { reasons, refused } = await verify({ events: withAttempt((exchange) => exchange, true) });
    expect(reasons).toContain('edited');
    expect(refused.map(({ detail }) => detail).join()).toContain(
      'a further attempt after a response that is not retried',
    );
  });

  test('rejects a result that does not name the last attempt, and accepts one that does', async () => {
    const reset = (exchange: Exchange): Exchange => ({
      ...exchange,
      response: null,
      end: 'reset',
      endCode: 'ECONNRESET',
    });
    const { refused } = await verify({ events: withAttempt(reset, false) });
    expect(refused.map(({ detail }) => detail).join()).toContain(
      'basic/several-turns (gpt-ge) was judged without exchange',
    );
    expect((await verify({ events: withAttempt(reset, true) })).refused).toEqual([]);
  });

  test.each(
    someOf<[string, RunSelection]>([
      ['nothing', {}],
      ['no suite', { suites: [] }],
      ['one suite of a complete plan', { suites: ['basic'] }],
      ['one case of a complete plan', { only: ['basic/limited'] }],
      ['a suite that does not exist', { suites: ['constructor'] }],
      ['a pattern without a case', { only: ['valueOf/*'] }],
      ['fewer cases of a quick run than it sent', { quickOf: 1 }],
      ['more cases of a quick run than there are', { quickOf: 100_000 }],
      ['a quick run that chose all cases', { quickOf: casesOf(events) }],
    ]),
  )('rejects a selection of %s', async (_, selection) => {
    const { reasons, refused } = await verify({
      events: swap((event) => (event.type === 'run' ? { ...event, selection } : event)),
    });
    expect(reasons).toEqual(['edited']);
    expect(refused.map(({ detail }) => detail).join()).toContain('The selection of the run is not that of its plan');
  });

  test('accepts the cases that a quick run chose, and no others', async () => {
    const record = await runOf({ quick: true });
    expect(record[0]).toHaveProperty('selection.quickOf', casesOf(events));
    const { refused, unchecked } = await verify({ events: record });
    expect([...refused.map(({ detail }) => detail), ...unchecked].join()).not.toMatch(/selection of the run|quick/u);
    const other = record.map((event) =>
      event.type === 'plan' ? { ...event, cases: event.cases.slice(0, -1) } : event,
    );
    expect((await verify({ events: other })).refused.map(({ detail }) => detail).join()).toContain(
      'a quick run does not choose these cases',
    );
  });

  test('accepts the selection of the run itself', async () => {
    const record = await runOf({ suites: ['streaming'] });
    expect(record[0]).toHaveProperty('selection.suites', ['streaming']);
    const { refused } = await verify({ events: record });
    expect(refused.map(({ detail }) => detail).join()).not.toContain('selection of the run');
  });
});
