import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/core/model/event.js';
import type { CaseResult } from '../../src/core/model/case-result.js';
import { exchangeOfCase } from '../../src/core/model/exchange.js';
import { mergeParts } from '../../src/core/report/merge.js';
import type { Served } from '../../src/reference/serve.js';
import { resultsOf } from './judge/verdict-lines.js';
import { about, matrixOf } from '../unit/matrix/make-site.js';
import { changeJson, type GatewayOptions } from '../support/gateway.js';
import { divergingOf, exchangesOf, recordRun, refusalsOf, serveOpenai } from '../support/record-run.js';
import { valueOf } from '../support/result.js';

let upstream: Served;
beforeAll(async () => {
  upstream = await serveOpenai();
});
afterAll(() => upstream.close());

describe('shared requests', () => {
  const only = ['basic/{limited,two-requests,models-list}', 'streaming/as-unstreamed*', 'streaming/minimal'];

  it('are sent once, and judged as those of every case', async () => {
    const { events, requests } = await recordRun(upstream, only, {});
    expect(new Set(requests).size).toBe(requests.length);
    expect(divergingOf(events)).toEqual([]);
    expect(refusalsOf(events)).toEqual([]);
    const limited = resultsOf(events).find((result) => result.case === 'basic/limited');
    expect(resultsOf(events).filter(({ exchanges }) => exchanges.includes(limited?.exchanges[0] ?? -1)).length).toBe(4);
  });

  it('that fail say of every case what they would have said of it alone', async () => {
    const change: GatewayOptions['change'] = (passed, text) => {
      if (!/"stream":\s*true/u.test(text)) changeJson(passed, (value) => delete value['created']);
    };
    const { events } = await recordRun(upstream, only, { change });
    const alone = await Promise.all(
      ['basic/limited', 'basic/two-requests', 'streaming/as-unstreamed'].map(async (id) => {
        const one = await recordRun(upstream, [id], { change });
        return resultsOf(one.events).find((result) => result.case === id);
      }),
    );
    const bare = (result: CaseResult | undefined): unknown =>
      result?.divergences.map((divergence) => ({ ...divergence, exchange: null }));
    for (const one of alone)
      expect(bare(resultsOf(events).find((result) => result.case === one?.case))).toEqual(bare(one));
  });

  it('are shown on the page of each of them', async () => {
    const { events } = await recordRun(upstream, only, {});
    const { files } = matrixOf([{ events, about: about('Acme') }]);
    const page = (name: string): string => [...files].find(([path]) => path.endsWith(`/${name}.html`))?.[1] ?? '';
    expect(page('basic.limited')).toContain('step 1, shared with 3 other cases');
    expect(page('basic.models-list')).toContain('step 2, shared with 3 other cases');
  });

  it('keep the names of their exchanges where parts of a run are merged', async () => {
    const parts = await Promise.all(
      [1, 2, 3].map(async (index) => ({
        file: `${index}`,
        events: (
          await recordRun(upstream, [...only, 'penalties/*.{min,middle,max}'], {}, { shard: { index, of: 3 } })
        ).events.map((event): RunEvent =>
          event.type === 'run' ? { ...event, target: { baseUrl: 'http://a/v1', model: 'm' } } : event,
        ),
      })),
    );
    const events = valueOf(mergeParts(parts));
    expect(resultsOf(events).length).toBeGreaterThan(15);
    for (const { case: id, exchanges } of resultsOf(events)) {
      const own = exchangesOf(events).filter((exchange) => exchanges.includes(exchange.id));
      expect(own.map((exchange) => exchangeOfCase(exchange, id)?.case)).toEqual(exchanges.map(() => id));
    }
    expect(refusalsOf(events)).toEqual([]);
  });
});
