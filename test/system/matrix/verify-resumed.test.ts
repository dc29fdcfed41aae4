import { describe, expect, test } from 'vitest';
import type { Exchanged, Judged, RunEvent } from '../../../src/core/model/event.js';
import type { Exchange } from '../../../src/core/model/exchange.js';
import { mergeParts } from '../../../src/core/report/merge.js';
import { valueOf } from '../../support/result.js';
import { events, partsOf, resumedRunOf, verify } from './verify-kit.js';
import { RUNS_MANY, someOf } from '../../support/property-runs.js';

const plan = events.findIndex(({ type }) => type === 'plan');
const last = Math.max(...events.map((event) => (event.type === 'exchange' ? event.exchange.id : 0)));
const resumed = { type: 'resumed', startedAt: new Date().toISOString() } as const;
const lost = {
  type: 'end',
  durationMs: 1,
  complete: false,
  stopped: { reason: 'unreachable', detail: 'no connection' },
} as const;

const refused = { response: null, end: 'refused', endCode: 'ECONNREFUSED' } as const;

function find<T extends RunEvent['type']>(
  type: T,
  matches: (event: Extract<RunEvent, { type: T }>) => boolean,
): Extract<RunEvent, { type: T }> {
  const found = events.find(
    (event): event is Extract<RunEvent, { type: T }> => event.type === type && matches(event as never),
  );
  if (found === undefined) throw new Error(`The record has no such event ${type}`);
  return found;
}

/** An exchange of one case alone, and its result. */
const alone = find('exchange', ({ exchange }) => exchange.case === 'basic/several-turns');
/** An exchange that several cases share. */
const shared = find('exchange', ({ exchange }) => (exchange.also?.length ?? 0) > 0 && exchange.joined === undefined);

const naming =
  (id: number, of: (event: Judged) => readonly number[]) =>
  (event: RunEvent): RunEvent =>
    event.type === 'result' && event.result.exchanges.includes(id)
      ? { ...event, result: { ...event.result, exchanges: of(event) } }
      : event;

/** The record with a second exchange for the request of `alone`, which its results name. */
function withSecond(change: Partial<Exchanged>, exchange: Partial<Exchange>): readonly RunEvent[] {
  const id = last + 1;
  const second: Exchanged = { ...alone, ...change, exchange: { ...alone.exchange, id, ...exchange } };
  return events
    .flatMap((event) => (event === alone ? [event, second] : [event]))
    .map(naming(alone.exchange.id, ({ result }) => [...result.exchanges, id]));
}

const after = (position: number, added: readonly RunEvent[], of = events): readonly RunEvent[] => [
  ...of.slice(0, position),
  ...added,
  ...of.slice(position),
];
const beforeEnd = events.findIndex(({ type }) => type === 'end');
const afterAlone = events.indexOf(alone) + 1;
const [sharing] = shared.exchange.also ?? [];

describe('verify', () => {
  test.each(
    someOf<[string, readonly RunEvent[]]>([
      [
        'a result that leaves out an exchange which it shares, in a resumed run',
        after(plan + 1, [resumed]).map((event) =>
          event.type === 'result' && event.result.case === sharing?.case
            ? naming(shared.exchange.id, ({ result }) => result.exchanges.filter((id) => id !== shared.exchange.id))(
                event,
              )
            : event,
        ),
      ],
      [
        'a second first attempt after an invented loss of the endpoint',
        after(afterAlone, [lost, resumed], withSecond({}, {})),
      ],
      ['a second response in another repetition', withSecond({}, { repetition: 1 })],
      ['a second response for another position of the plan', withSecond({ planned: (alone.planned ?? 0) + 1 }, {})],
      ['a second response without a position in the plan', withSecond({ planned: undefined } as never, {})],
      ['a second response for its own case twice', withSecond({}, { also: [{ case: alone.exchange.case, step: 0 }] })],
      ['a second response of the upstream', withSecond({ against: true }, {})],
      ['a second response to an invented follow-up', withSecond({}, { followUp: { number: 7, reason: 'again' } })],
      [
        'a second result after an invented loss of the endpoint',
        after(beforeEnd, [
          lost,
          resumed,
          ...events.filter((event) => event.type === 'result' && event.result.case === alone.exchange.case),
        ]),
      ],
      [
        'a case that did not reach the endpoint before its loss and was not sent again',
        events.flatMap((event): readonly RunEvent[] => {
          if (event.type === 'end') return [lost, resumed, event];
          return event === alone ? [{ ...alone, exchange: { ...alone.exchange, ...refused } }] : [event];
        }),
      ],
      ...(
        [
          { raw: false },
          { timed: false },
          { request: { ...alone.exchange.request, url: `${alone.exchange.request.url}/x` } },
          { request: { ...alone.exchange.request, url: alone.exchange.request.url.replace('/chat', '//chat') } },
        ] as const
      ).map((change): [string, readonly RunEvent[]] => [
        `an exchange with ${JSON.stringify(change).slice(0, 40)}`,
        events.map((event) => (event === alone ? { ...alone, exchange: { ...alone.exchange, ...change } } : event)),
      ]),
      ['a part after a complete run', [...events, resumed, ...events.slice(beforeEnd)]],
      [
        'an exchange after the end of a part',
        after(plan + 1, [{ ...lost, stopped: { reason: 'interrupted', detail: '' } }]),
      ],
      [
        'a result that names an exchange of another case',
        events.map(naming(alone.exchange.id, ({ result }) => [...result.exchanges, shared.exchange.id])),
      ],
      [
        'a result of a repetition that was not planned',
        events.map((event) =>
          event.type === 'result' && event.result.case === alone.exchange.case ? { ...event, repetition: 3 } : event,
        ),
      ],
    ]),
  )('rejects %s', async (_, record) => {
    const { reasons } = await verify({ events: record });
    expect(reasons).toContain('edited');
  });

  test('names more attempts than the command makes as not verified', async () => {
    const reset = { response: null, end: 'reset', endCode: 'ECONNRESET' } as const;
    const ids = [1, 2, 3].map((n) => last + n);
    const attempts = ids.map((id, n) => ({ ...alone, exchange: { ...alone.exchange, id, attempt: n + 1 } }));
    const record = events
      .flatMap((event) => {
        if (event !== alone) return [event];
        const failed = [alone, ...attempts.slice(0, -1)];
        return [
          ...failed.map((each) => ({ ...each, exchange: { ...each.exchange, ...reset } })),
          ...attempts.slice(-1),
        ];
      })
      .map(naming(alone.exchange.id, ({ result }) => [...result.exchanges, ...ids]));
    const { isComplete, unchecked } = await verify({ events: record, acceptsBuild: true });
    expect(isComplete).toBe(false);
    expect(unchecked).toContainEqual(expect.stringContaining('is attempt 4 at its request'));
  });

  test.each(RUNS_MANY ? [1, 7, 20] : [7])(
    'accepts a run that was interrupted after %i exchanges and resumed',
    async (most) => {
      const record = await resumedRunOf((sent) => (sent >= most ? 'interrupt' : 'send'));
      expect(record.some(({ type }) => type === 'resumed')).toBe(true);
      expect((await verify({ events: record })).refused).toEqual([]);
    },
  );

  // Prompts of cases in one part dictate texts that cases in another compare.
  test.each(['gpt-ge', 'anthropic'])('accepts a run by %s whose parts were merged, and no part alone', async (spec) => {
    const parts = await partsOf(spec, 3);
    const merged = valueOf(mergeParts(parts));
    expect((await verify({ events: merged })).refused).toEqual([]);
    for (const part of parts) {
      const verification = await verify({ events: part.events });
      expect(new Set(verification.refused.map(({ reason }) => reason))).toEqual(new Set(['partial']));
    }
  });

  test.each(RUNS_MANY ? [16, 18, 20, 22] : [20])(
    'accepts a run that lost its endpoint at request %i and was resumed',
    async (from) => {
      const record = await resumedRunOf((sent) => (sent >= from ? 'refuse' : 'send'));
      expect(record.find(({ type }) => type === 'end')).toHaveProperty('stopped.reason', 'unreachable');
      expect((await verify({ events: record })).refused).toEqual([]);
    },
  );
});
