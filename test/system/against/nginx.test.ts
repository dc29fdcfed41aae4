import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check, type Report } from '../../../src/index.js';
import type { Fault } from '../../../src/reference/fault.js';
import type { FaultContext, Hooks } from '../../../src/reference/openai-chat/hooks.js';
import { serveReference, type Served } from '../../../src/reference/serve.js';
import { findNginx, startNginx, type Proxy } from '../../support/nginx.js';
import { RUNS_MANY } from '../../support/property-runs.js';
import { specOf } from '../../support/specs-and-suites.js';

const nginx = findNginx();
if (nginx === null) process.stderr.write('nginx is not installed: test/system/against/nginx.test.ts does not run.\n');

/** nginx adds it, so that the faults of the requests through it are counted separately. */
const SIDE = 'x-side';

/** Faults of an overloaded provider. Each strikes some of the requests on either side, whatever their order is. */
function byChance(): Fault<Hooks> {
  const counts = new Map<string, number>();
  const strikes = (what: string, every: number, { request }: FaultContext): boolean => {
    const side = request.headers[SIDE] ?? 'direct';
    const count = (counts.get(`${side} ${what}`) ?? (side === 'direct' ? 0 : 2)) + 1;
    counts.set(`${side} ${what}`, count);
    return count % every === 0;
  };
  return {
    id: 'by-chance',
    area: 'chunk',
    title: 'Some streams lack created, some bodies lack their object, some requests fail.',
    seen: [],
    specs: ['openai'],
    expect: { check: 'schema', at: 'chunk /created' },
    shownBy: [],
    hooks: {
      refusal: (found, context) =>
        found ??
        (strikes('request', 25, context)
          ? {
              mistake: 'unknown-value',
              status: 500,
              type: 'server_error',
              message: 'Overloaded',
              param: null,
              code: null,
            }
          : null),
      chunks: (chunks, context) =>
        strikes('stream', 4, context) ? chunks.map((chunk) => ({ ...chunk, created: undefined })) : chunks,
      response: (body, context) => (strikes('body', 4, context) ? { ...body, object: undefined } : body),
    },
  };
}

const againstUpstream = (proxy: Proxy, upstream: Served): Promise<Report> =>
  check({
    baseUrl: proxy.baseUrl,
    spec: 'openai',
    key: upstream.key,
    model: 'gpt-4o',
    // These suites are enough for faults by chance.
    selection: { suites: RUNS_MANY ? [] : ['basic', 'streaming', 'penalties'], only: [] },
    against: { baseUrl: upstream.baseUrl, key: upstream.key },
  });

const originsOf = ({ results }: Report): readonly string[] =>
  results.flatMap(({ divergences }) => divergences.map(({ origin }) => origin ?? 'none'));

describe.skipIf(nginx === null)('nginx before a provider that fails by chance', () => {
  let upstream: Served;
  beforeAll(async () => {
    upstream = await serveReference({ spec: specOf('openai'), faults: [byChance()] });
  });
  afterAll(() => upstream.close());

  it.each([
    ['buffers', `proxy_set_header ${SIDE} gateway;`],
    ['passes on what it gets', `proxy_set_header ${SIDE} gateway; proxy_buffering off;`],
  ])('introduces and repairs nothing if it %s', async (_what, location) => {
    const proxy = await startNginx(nginx ?? '', upstream.baseUrl, location);
    try {
      const report = await againstUpstream(proxy, upstream);
      expect(report.run.complete).toBe(true);
      const origins = originsOf(report);
      expect(origins.length).toBeGreaterThan(5);
      expect(origins.filter((origin) => origin === 'introduced')).toEqual([]);
      expect(report.against?.repaired).toEqual([]);
    } finally {
      await proxy.stop();
    }
  });
});

describe.skipIf(nginx === null)('nginx with its own error pages before a provider that refuses a parameter', () => {
  it('introduces its page, and inherits what it passes on', async () => {
    const refuses: Fault<Hooks> = {
      ...byChance(),
      hooks: {
        refusal: (found, { request }) =>
          found ??
          (/"seed"|"logit_bias"/u.test(request.text)
            ? {
                mistake: 'unknown-value',
                status: request.text.includes('"seed"') ? 400 : 422,
                type: 'invalid_request_error',
                message: 'No such parameter.',
                param: null,
                code: null,
              }
            : null),
      },
    };
    const upstream = await serveReference({ spec: specOf('openai'), faults: [refuses] });
    const proxy = await startNginx(
      nginx ?? '',
      upstream.baseUrl,
      'proxy_intercept_errors on; error_page 422 /422.html;',
    );
    try {
      const report = await againstUpstream(proxy, upstream);
      const refused = (about: string): readonly (string | undefined)[] =>
        report.results
          .filter((result) => result.case === about)
          .flatMap(({ divergences }) => divergences.filter(({ check: id }) => id === 'acceptance'))
          .map(({ origin }) => origin);
      expect(refused('penalties/seed.middle')).toEqual(['inherited']);
      expect(refused('penalties/logit_bias.middle')).toEqual(['introduced']);
    } finally {
      await proxy.stop();
      await upstream.close();
    }
  });
});
