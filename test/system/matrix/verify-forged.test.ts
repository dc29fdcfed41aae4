import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/core/model/event.js';
import type { CaseResult } from '../../../src/core/model/case-result.js';
import { decodeEvent } from '../../../src/io/record/event-codec.js';
import { verifyFolder } from '../../../src/verify/verify-folder.js';
import { events, runAgainst, swap, verify } from './verify-kit.js';
import { someOf } from '../../support/property-runs.js';

type Run = Extract<RunEvent, { type: 'run' }>;
type Plan = Extract<RunEvent, { type: 'plan' }>;
type Exchanged = Extract<RunEvent, { type: 'exchange' }>;

const ofRun = (change: (run: Run) => Run) => swap((event) => (event.type === 'run' ? change(event) : event));
const ofPlan = (change: (plan: Plan) => Plan) => swap((event) => (event.type === 'plan' ? change(event) : event));

/** The events with the first exchange changed that fulfils a condition. */
function ofExchange(holds: (event: Exchanged) => boolean, change: (event: Exchanged) => Exchanged) {
  const at = events.findIndex((event) => event.type === 'exchange' && holds(event));
  expect(at).toBeGreaterThan(0);
  return events.map((event, n) => (n === at && event.type === 'exchange' ? change(event) : event));
}

/** The events in the order of these types, with the end last. */
const ordered = (...types: readonly RunEvent['type'][]) =>
  [...types, 'end'].flatMap((type) => events.filter((event) => event.type === type));

const isShared = ({ exchange: { also, joined } }: Exchanged) => joined === undefined && (also?.length ?? 0) > 1;
const reversed = (event: Exchanged): Exchanged => ({
  ...event,
  exchange: { ...event.exchange, also: (event.exchange.also ?? []).toReversed() },
});

describe('verify', () => {
  test.each(
    someOf<[string, readonly RunEvent[], RegExp]>([
      [
        'a code of an ending that was complete',
        ofExchange(
          ({ exchange }) => exchange.end === 'complete',
          (event) => ({ ...event, exchange: { ...event.exchange, endCode: 'ECONNRESET' } }),
        ),
        /not recorded as a run records it/u,
      ],
      ['cases of a request in another order', ofExchange(isShared, reversed), /in the order of the plan/u],
      [
        'cases of a combined request in another order',
        ofExchange(({ exchange }) => exchange.joined === true, reversed),
        /in the order of the plan/u,
      ],
      [
        'an exchange that is named twice',
        swap((event) =>
          event.type === 'result'
            ? { ...event, result: { ...event.result, exchanges: event.result.exchanges.flatMap((id) => [id, id]) } }
            : event,
        ),
        /once each, in their order/u,
      ],
      [
        'a case that is planned twice',
        ofPlan((plan) => ({ ...plan, cases: [...plan.cases, ...plan.cases.slice(0, 1)] })),
        /is planned twice/u,
      ],
      [
        'an omission that is named twice',
        ofPlan((plan) => ({ ...plan, omitted: [...plan.omitted, ...plan.omitted.slice(0, 1)] })),
        /is not omitted as in the plan/u,
      ],
      [
        'omissions in another order',
        ofPlan(({ omitted: [first, ...rest], ...plan }) => ({
          ...plan,
          omitted: [...rest, first].filter((each) => each !== undefined),
        })),
        /is not omitted as in the plan/u,
      ],
      ['results before their exchanges', ordered('run', 'plan', 'result', 'exchange'), /is recorded before exchange/u],
      ['exchanges before the plan', ordered('run', 'exchange', 'plan', 'result'), /is recorded before the plan/u],
      [
        'a credential that no spec has',
        ofPlan((plan) => ({
          ...plan,
          cases: plan.cases.map((each) => ({
            ...each,
            steps: each.steps.map((step) => ({ ...step, auth: { ...step.auth, scheme: 'constructor' } })),
          })),
        })),
        /is not that of the suites of this version/u,
      ],
      [
        'another digest of the meaning of a spec',
        ofRun((run) => ({ ...run, specs: run.specs.map((spec) => ({ ...spec, meaning: 'a'.repeat(64) })) })),
        /digest of the meaning/u,
      ],
      [
        'no digest of the meaning of a spec',
        ofRun((run) => ({ ...run, specs: run.specs.map(({ id, revision, sha256 }) => ({ id, revision, sha256 })) })),
        /digest of the meaning/u,
      ],
      [
        'a spec that is named twice',
        ofRun((run) => ({ ...run, specs: run.specs.flatMap((spec) => [spec, spec]) })),
        /names the spec "gpt-ge" twice/u,
      ],
      [
        'a plan that numbers its cases as a part does',
        ofPlan((plan) => ({ ...plan, positions: { cases: plan.cases.map((_, n) => n), omitted: [] } })),
        /numbers its cases as those of a part/u,
      ],
      ['no spec', ofRun((run) => ({ ...run, specs: [] })), /a spec that the run does not name/u],
    ]),
  )('rejects %s', async (_, forged, detail) => {
    const { refused } = await verify({ events: forged });
    expect(refused.map((each) => each.reason)).toContain('edited');
    expect(refused.map((each) => each.detail).join('\n')).toMatch(detail);
  });

  test('rejects a verdict about the upstream by a spec that the run does not name', async () => {
    const record = await runAgainst({ own: 'a', upstream: 'b' });
    const { refused } = await verify({
      events: record.map((event) =>
        event.type === 'result' && event.against === true
          ? { ...event, result: { ...event.result, spec: 'constructor' } }
          : event,
      ),
    });
    expect(refused.map(({ detail }) => detail).join()).toContain('a spec that the run does not name');
  });

  test('names a record of captured traffic, and does not call it edited', async () => {
    const captured = events.map((event) => {
      if (event.type !== 'exchange') return event;
      const { planned: _, ...rest } = event;
      return rest;
    });
    const { reasons, refused } = await verify({ events: captured });
    expect(reasons).toEqual(['partial']);
    expect(refused.map(({ detail }) => detail).join()).toContain('judges recorded traffic');
  });
});

test('an exception while verifying is an error of that report', async () => {
  const now = Object.assign(new Date(), {
    getTime() {
      throw new Error('no clock');
    },
  });
  const verified = await verifyFolder('reports/reference-gpt-ge/0.2.0-dev', now);
  expect(verified).toMatchObject({ ok: false, errors: [{ reason: 'It cannot be recomputed: no clock.' }] });
});

describe('decodeEvent', () => {
  const divergence = events.flatMap((event) => (event.type === 'result' ? event.result.divergences : []))[0];

  test.each(
    someOf<[string, unknown, string]>([
      ['no pointer', { part: 'body' }, "must have required property 'pointer'"],
      ['no name', { part: 'header' }, "must have required property 'name'"],
      ['no number of the chunk', { part: 'chunk', pointer: '' }, "must have required property 'chunk'"],
    ]),
  )('rejects a place with %s', (_, at, reason) => {
    const result = events.find((event) => event.type === 'result') as { readonly result: CaseResult } | undefined;
    const event = { ...result, result: { ...result?.result, divergences: [{ ...divergence, at }] } };
    expect(decodeEvent(event)).toMatchObject({ ok: false, errors: expect.stringContaining(reason) });
  });

  test('rejects an ending that no exchange has', () => {
    const encoded = JSON.parse(JSON.stringify(events.find((event) => event.type === 'exchange'))) as Exchanged;
    const exchange = { ...encoded.exchange, response: null, end: 'completex' };
    expect(decodeEvent({ ...encoded, exchange })).toMatchObject({
      ok: false,
      errors: expect.stringContaining('/exchange/end'),
    });
  });
});
