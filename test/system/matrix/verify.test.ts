import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../src/core/model/exchange.js';
import { encodeEvent } from '../../../src/io/record/event-codec.js';
import { events, runAgainst, runOf, swap, verify } from './verify-kit.js';
import { someOf } from '../../support/property-runs.js';

describe('verify', () => {
  test('accepts a whole run as it was, and says what no record can show', async () => {
    const { refused, isComplete, unchecked, unverified } = await verify({ acceptsBuild: true });
    expect(refused).toEqual([]);
    expect(unchecked).toEqual([]);
    expect(isComplete).toBe(true);
    expect(unverified.join()).toContain('that answered: a record is no signature');
    expect(unverified.join()).toContain('only the record states its version');
    expect(unverified.join()).toContain('times, durations, order of exchanges');
    expect(unverified.join()).toContain('the reason phrases of its responses');
  });

  test('accepts a run whose upstream has another model', async () => {
    const seen = await runAgainst({ own: 'gpt-4o-mini', upstream: 'gpt-4o' });
    const { refused, isComplete } = await verify({ events: seen, acceptsBuild: true });
    expect(refused).toEqual([]);
    expect(isComplete).toBe(true);
  });

  test('refuses totals that do not follow from the record', async () => {
    const { refused } = await verify({ edit: (report) => Object.assign(report['totals'] ?? {}, { conforms: 9999 }) });
    expect(refused).toEqual([{ reason: 'edited', detail: expect.stringContaining('/totals/conforms') as string }]);
  });

  test('refuses a verdict that does not follow from the bytes, however consistent the totals', async () => {
    const diverging = events.find((event) => event.type === 'result' && event.result.verdict === 'diverges');
    expect(diverging).toBeDefined();
    const { refused } = await verify({
      events: swap((event) =>
        event.type === 'result' && event.result.verdict === 'diverges'
          ? { ...event, result: { ...event.result, verdict: 'conforms', divergences: [] } }
          : event,
      ),
    });
    expect(refused[0]?.detail).toContain('the evidence gives diverges');
  });

  test('refuses bytes that were mended', async () => {
    const mend = (bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString().replaceAll('COMPLETE', 'stop'));
    const { reasons } = await verify({
      events: swap((event) => {
        if (event.type !== 'exchange' || event.exchange.response === null) return event;
        const { response } = event.exchange;
        const body = response.body.map(({ ms, bytes }) => ({ ms, bytes: mend(bytes) }));
        return { ...event, exchange: { ...event.exchange, response: { ...response, body } } };
      }),
    });
    expect(reasons).toEqual(['edited']);
  });

  test('refuses a run from which a case was taken', async () => {
    // A case that shares its request with no other: else the evidence of the other is missing too.
    const alone = events.flatMap((event) =>
      event.type === 'exchange' && event.exchange.also === undefined ? [event.exchange.case] : [],
    );
    const taken = alone.at(-1);
    const { reasons, refused } = await verify({
      events: swap((event) => {
        if (event.type === 'plan') return { ...event, cases: event.cases.filter(({ id }) => id !== taken) };
        if (event.type === 'exchange' && event.exchange.case === taken) return null;
        return event.type === 'result' && event.result.case === taken ? null : event;
      }),
    });
    expect(reasons).toEqual(['edited', 'partial']);
    expect(refused.find(({ reason }) => reason === 'partial')?.detail).toContain(taken);
  });

  test('refuses requests that are not those of the plan', async () => {
    const { reasons } = await verify({
      events: swap((event) =>
        event.type === 'exchange' && event.exchange.case === 'basic/several-turns'
          ? {
              ...event,
              exchange: { ...event.exchange, request: { ...event.exchange.request, body: '{"model":"other"}' } },
            }
          : event,
      ),
    });
    expect(reasons).toEqual(['edited']);
  });

  test.each(
    someOf<[string, (exchange: Exchange) => Exchange]>([
      [
        'requests more than its cases do',
        (exchange) => ({
          ...exchange,
          request: { ...exchange.request, body: `${exchange.request.body?.slice(0, -1)},"user":"nobody"}` },
        }),
      ],
      ['names a case that is not joined', (exchange) => ({ ...exchange, also: [{ case: 'basic/limited', step: 0 }] })],
    ]),
  )('refuses a joined request that %s', async (_, change) => {
    const { reasons, refused } = await verify({
      events: swap((event) =>
        event.type === 'exchange' && event.exchange.joined === true
          ? { ...event, exchange: change(event.exchange) }
          : event,
      ),
    });
    expect(reasons).toEqual(['edited']);
    expect(refused.map(({ detail }) => detail).join()).toContain('did not send what');
  });

  test('refuses an exchange that is said to be that of a case which asks something else', async () => {
    const { refused } = await verify({
      events: swap((event) =>
        event.type === 'exchange' && event.exchange.case === 'basic/several-turns'
          ? { ...event, exchange: { ...event.exchange, also: [{ case: 'basic/limited', step: 0 }] } }
          : event,
      ),
    });
    expect(refused.map(({ detail }) => detail).join()).toContain('did not send what basic/several-turns plans');
  });

  test('calls a run of one suite partial, and not edited for what a whole run has no room for', async () => {
    const record = await runOf({ suites: ['streaming'] });
    expect(JSON.stringify(record.find(({ type }) => type === 'plan'))).toContain('streaming/system-message');
    expect((await verify({ events: record })).reasons).toEqual(['partial']);
  });

  test('rejects an incomplete run or a truncated record', async () => {
    const cut = events.filter(({ type }) => type !== 'end');
    expect((await verify({ events: cut })).reasons).toEqual(['partial']);
    expect((await verify({ tail: '{"type":"resu' })).reasons).toEqual(['partial']);
  });

  test('calls the only part of a run partial until it is merged', async () => {
    const part = swap((event) => (event.type === 'run' ? { ...event, shard: { index: 1, of: 1, plan: 'x' } } : event));
    expect((await verify({ events: part })).reasons).toEqual(['partial']);
  });

  test('calls a run partial, and not edited, that was interrupted before its second repetition was judged', async () => {
    const record = await runOf({ suites: ['basic'], repeat: 2 });
    const second = record.findIndex((event) => event.type === 'result' && event.repetition === 1);
    const cut = record.slice(0, second);
    expect(cut.some((event) => event.type === 'exchange' && event.exchange.repetition === 1)).toBe(true);
    expect((await verify({ events: cut })).reasons).toEqual(['partial']);
  });

  test('refuses a run without a date, and one of the future', async () => {
    const dated = (startedAt: string) => swap((event) => (event.type === 'run' ? { ...event, startedAt } : event));
    expect((await verify({ events: dated('2999-01-01T00:00:00Z') })).reasons).toEqual(['undated']);
    expect((await verify({ events: dated('2020-01-01T00:00:00Z') })).reasons).toEqual(['undated']);
  });

  test.each(['0.1.0-beta.1', '99.0.0', 'x'])('refuses the unreleased version %s', async (version) => {
    const { reasons, isComplete } = await verify({
      events: swap((event) => (event.type === 'run' ? { ...event, tool: { ...event.tool, version } } : event)),
    });
    expect(reasons).toEqual(['unreleased']);
    expect(isComplete).toBe(false);
  });

  test('refuses secrets wherever they stand, and does not repeat them', async () => {
    const secret = `sk-proj-${'A1b2C3d4'.repeat(4)}`;
    const inFile = await verify({ readme: `Ran with ${secret}` });
    expect(inFile.reasons).toEqual(['secret']);
    expect(JSON.stringify(inFile)).not.toContain(secret);
    const inHeader = await verify({
      events: swap((event) =>
        event.type === 'exchange'
          ? {
              ...event,
              exchange: {
                ...event.exchange,
                request: { ...event.exchange.request, headers: [['Authorization', 'x']] },
              },
            }
          : event,
      ),
    });
    expect(inHeader.reasons).toContain('secret');
  });

  test('leaves the verdicts of another revision of a spec alone, and says so', async () => {
    const { refused, unchecked, isComplete } = await verify({
      events: swap((event) =>
        event.type === 'run'
          ? { ...event, specs: event.specs.map((spec) => ({ ...spec, sha256: 'b'.repeat(64) })) }
          : event,
      ),
    });
    expect(refused).toEqual([]);
    expect(isComplete).toBe(false);
    expect(unchecked.join()).toContain('the verdicts by gpt-ge');
  });

  test('writes an event as one line', () => {
    for (const event of events) expect(encodeEvent(event)).not.toContain('\n');
  });
});
