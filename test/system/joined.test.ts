import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/core/model/event.js';
import type { CaseResult } from '../../src/core/model/case-result.js';
import { toHar } from '../../src/io/har/write-har.js';
import type { RunRequest } from '../../src/run/run-request.js';
import type { Served } from '../../src/reference/serve.js';
import { judgeFiles, resultsOf } from './judge/verdict-lines.js';
import { changeJson, startGateway, type GatewayOptions } from '../support/gateway.js';
import { divergingOf, exchangesOf, recordRun, refusalsOf, serveOpenai } from '../support/record-run.js';

const folder = mkdtempSync(join(tmpdir(), 'conformance-joined-'));
let upstream: Served;
beforeAll(async () => {
  upstream = await serveOpenai();
});
afterAll(async () => {
  await upstream.close();
  rmSync(folder, { recursive: true });
});

const JOINED = [
  'penalties/{temperature,top_p,seed}.{min,middle,max}',
  'penalties/logit_bias.{min,middle}',
  'penalties/store.false',
];
const record = (options: GatewayOptions, given: Partial<RunRequest> = {}) =>
  recordRun(upstream, JOINED, options, given);

const verdictsOf = (results: readonly CaseResult[]): readonly string[] =>
  results.map(({ case: id, verdict }) => `${id} ${verdict}`).toSorted();
/** Whether each case was judged by a separate exchange, or by a joined one. */
const waysOf = (events: readonly RunEvent[]): ReadonlyMap<string, string> => {
  const joined = new Set(exchangesOf(events).flatMap(({ id, joined: isJoined }) => (isJoined === true ? [id] : [])));
  return new Map(
    resultsOf(events).map(({ case: id, exchanges }) => [id, exchanges.some((n) => joined.has(n)) ? 'joined' : 'alone']),
  );
};
const rejecting =
  (name: string): NonNullable<GatewayOptions['answer']> =>
  (text) =>
    text.includes(`"${name}"`)
      ? {
          status: 400,
          headers: { 'content-type': 'application/json' },
          body: '{"error":{"message":"No.","type":"invalid_request_error","param":null,"code":null}}',
        }
      : null;

describe('joined requests', () => {
  it('are used for all of their cases if each conforms', async () => {
    const { events, requests } = await record({});
    expect(requests).toHaveLength(4);
    expect(
      [...new Set(waysOf(events))].filter(([id, way]) => way !== (id === 'basic/minimal' ? 'alone' : 'joined')),
    ).toEqual([]);
    expect(divergingOf(events)).toEqual([]);
    expect(refusalsOf(events)).toEqual([]);
    const counted = exchangesOf(events).filter(({ joined }) => joined === true);
    for (const { case: first, also = [] } of counted)
      expect(new Set([first, ...also.map((turn) => turn.case)]).size).toBe(also.length + 1);
  });

  it.each<[string, GatewayOptions]>([
    ['refused', { answer: rejecting('logit_bias') }],
    [
      'answered in another form',
      {
        change: (passed, text) => {
          if (text.includes('"logit_bias"')) changeJson(passed, (value) => delete value['created']);
        },
      },
    ],
    [
      'cut short',
      { answer: (text) => (text.includes('"logit_bias"') ? { status: 500, headers: {}, body: '' } : null) },
    ],
  ])('are not used if one of them is %s: each case is sent separately', async (_, options) => {
    const { events } = await record(options);
    expect(divergingOf(events)).toEqual(['penalties/logit_bias.min', 'penalties/logit_bias.middle']);
    const ways = waysOf(events);
    // The two that hold a logit_bias fall, the third stands.
    expect(ways.get('penalties/temperature.min')).toBe('alone');
    expect(ways.get('penalties/temperature.max')).toBe('joined');
    expect(refusalsOf(events)).toEqual([]);
  });

  it('are known again in what was recorded, as HAR too', async () => {
    for (const options of [{}, { answer: rejecting('logit_bias') }]) {
      const { events } = await record(options);
      const file = join(folder, 'exchanges.har');
      writeFileSync(file, JSON.stringify(toHar(exchangesOf(events), '0')));
      const again = resultsOf(await judgeFiles([file], ['openai']));
      expect(verdictsOf(again)).toEqual(verdictsOf(resultsOf(events)));
    }
  });

  it('of an interrupted run are not used for a case without a separate request', async () => {
    const { events } = await record({ answer: rejecting('logit_bias') });
    const file = join(folder, 'broken-off.har');
    writeFileSync(
      file,
      JSON.stringify(
        toHar(
          exchangesOf(events).filter(({ joined, case: id }) => joined === true || id === 'basic/minimal'),
          '0',
        ),
      ),
    );
    const again = resultsOf(await judgeFiles([file], ['openai']));
    expect(again.filter(({ verdict }) => verdict !== 'conforms')).toEqual([]);
    expect(again.map((result) => result.case)).not.toContain('penalties/top_p.min');
    expect(again.map((result) => result.case)).toContain('penalties/top_p.max');
  });

  it('are not sent again by a run that goes on', async () => {
    const options = { answer: rejecting('logit_bias') };
    const { events } = await record(options);
    const complete = exchangesOf(events).length;
    for (let length = 3; length < events.length - 1; length += 2) {
      const before = events.slice(0, length);
      const rest = await record(options, { before });
      expect(rest.requests).toHaveLength(complete - exchangesOf(before).length);
      expect(verdictsOf(resultsOf([...before, ...rest.events]))).toEqual(verdictsOf(resultsOf(events)));
      expect(refusalsOf([...before, ...rest.events])).toEqual([]);
    }
  });

  it('are sent to an upstream too, which may need more of them', async () => {
    const second = await startGateway(upstream.baseUrl, { answer: rejecting('seed') });
    const { events } = await record({}, { against: { baseUrl: second.baseUrl, key: upstream.key } });
    await second.close();
    const there = events.flatMap((event) => (event.type === 'result' && event.against === true ? [event.result] : []));
    expect(there.filter(({ verdict }) => verdict !== 'conforms').map((result) => result.case)).toEqual([
      'penalties/seed.middle',
    ]);
    expect(second.requests.length).toBeGreaterThan(4);
  });

  it('are spent from the allowance like all others', async () => {
    for (const most of [1, 3, 5, 9]) {
      const { events, requests } = await record({ answer: rejecting('logit_bias') }, { allowance: { requests: most } });
      expect(requests).toHaveLength(most);
      expect(events.at(-1)).toMatchObject({ complete: false, stopped: { reason: 'budget' } });
    }
  });

  it('can be neither hidden nor accepted by an edit of a record', async () => {
    const { events } = await record({});
    const hidden = events.filter((event) => event.type !== 'result' || event.result.case !== 'penalties/store.false');
    expect(refusalsOf(hidden)).toEqual([]);
    const without = events.map((event): RunEvent =>
      event.type === 'result' && waysOf([...events]).get(event.result.case) === 'joined'
        ? { ...event, result: { ...event.result, exchanges: [0] } }
        : event,
    );
    expect(refusalsOf(without).join()).toContain('was not judged as theirs');
    const fallen = await record({ answer: rejecting('logit_bias') });
    const joint = exchangesOf(fallen.events).find(({ joined }) => joined === true);
    const made = fallen.events.map((event): RunEvent =>
      event.type === 'result' && event.result.case === 'penalties/top_p.min'
        ? { ...event, result: { ...event.result, exchanges: [joint?.id ?? -1] } }
        : event,
    );
    expect(refusalsOf(made).join()).toContain('is not the evidence of the cases');
  });
});
