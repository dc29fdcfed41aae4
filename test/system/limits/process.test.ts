import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/core/model/exchange.js';
import { loadSpecs } from '../../../src/io/files/load-specs.js';
import { REFERENCE_KEY, serveReference, type Served } from '../../../src/reference/serve.js';
import { conformance, startConformance, type Ran } from '../e2e/support/conformance.js';
import { linesOf, reportOf } from '../../support/bare-report.js';
import { changeJson, startGateway, type Gateway, type GatewayOptions } from '../../support/gateway.js';

const folder = mkdtempSync(join(tmpdir(), 'conformance-manners-'));
let upstream: Served;
const gateways: Gateway[] = [];

beforeAll(async () => {
  const { specs } = await loadSpecs();
  const spec = specs.find(({ id }) => id === 'openai');
  if (spec === undefined) throw new Error('There is no spec openai');
  upstream = await serveReference({ spec });
});
afterAll(async () => {
  for (const gateway of gateways) await gateway.close();
  await upstream.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(options: GatewayOptions = {}): Promise<Gateway> {
  const gateway = await startGateway(upstream.baseUrl, options);
  gateways.push(gateway);
  return gateway;
}
const flags = (gateway: Gateway, out: string, ...more: readonly string[]): readonly string[] => [
  ...'run --spec openai --model m --base-url'.split(' '),
  gateway.baseUrl,
  '--out',
  join(folder, out),
  ...more,
];
const startOf = ({ startedAt }: Exchange): number => Date.parse(startedAt);
const endOf = (exchange: Exchange): number => startOf(exchange) + exchange.ms;
const env = { CONFORMANCE_API_KEY: REFERENCE_KEY };
const run = (...given: Parameters<typeof flags>): Promise<Ran> => conformance(flags(...given), env);

describe('a run that keeps to its means', () => {
  it('prints its plan with the cost before the first request, on stderr', async () => {
    const gateway = await open({ delayMs: 300 });
    const running = startConformance(flags(gateway, 'plan', '--only', 'basic/minimal', '--rpm', '60'), env);
    await running.sees(
      'stderr',
      /1 request; at most about \d+ prompt tokens and \d+ completion tokens.* At 60 requests per minute/u,
    );
    expect(gateway.requests).toHaveLength(0);
    expect((await running.ended).status).toBe(0);
  });

  it('sends no more than --rpm allows, over all workers', async () => {
    const gateway = await open();
    expect((await run(gateway, 'rpm', '--suite', 'basic', 'auth', '--rpm', '1200')).status).toBe(0);
    const { times } = gateway;
    expect(times.length).toBeGreaterThan(15);
    // One every 50 ms: however the machine delays some, no ten of them come in less than about 450 ms.
    for (let n = 10; n < times.length; n += 1) expect((times[n] ?? 0) - (times[n - 10] ?? 0)).toBeGreaterThan(300);
  });

  it('stops at --max-requests: the rest is not run, visibly, and the evidence is thin', async () => {
    const gateway = await open();
    const ran = await run(gateway, 'requests', '--suite', 'basic', '--max-requests', '7');
    expect([ran.status, gateway.requests.length]).toEqual([3, 7]);
    expect(ran.stderr).toContain('--max-requests 7 is reached');
    const report = reportOf(join(folder, 'requests'));
    expect(report.totals.notRun).toBe(report.notRun.length);
    expect(report.totals.notRun).toBeGreaterThan(5);
    expect(report.run.complete).toBe(false);
    expect(linesOf(join(folder, 'requests')).at(-1)).toMatchObject({ stopped: { reason: 'budget' } });
  });

  it('stops at --max-tokens, and a divergence that was seen until then still fails it', async () => {
    const gateway = await open({ change: (passed) => changeJson(passed, (value) => delete value['created']) });
    const ran = await run(gateway, 'tokens', '--suite', 'basic', '--max-tokens', '400');
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain('--max-tokens 400 is reached');
    const { tokens } = reportOf(join(folder, 'tokens')).run;
    expect(tokens.prompt + tokens.completion).toBeLessThanOrEqual(400);
    expect(reportOf(join(folder, 'tokens')).totals.notRun).toBeGreaterThan(0);
  });

  it('never sends again what diverges', async () => {
    const gateway = await open({ change: (passed) => changeJson(passed, (value) => delete value['created']) });
    expect((await run(gateway, 'diverges', '--only', 'basic/*')).status).toBe(1);
    const report = reportOf(join(folder, 'diverges'));
    expect(gateway.requests).toHaveLength(report.run.requests);
    expect(linesOf(join(folder, 'diverges')).filter((line) => JSON.stringify(line).includes('"attempt":1'))).toEqual(
      [],
    );
  });
});

describe('the wait that an endpoint requests', () => {
  it.each([
    ['Retry-After', 429, { 'retry-after': '1' }],
    ['x-ratelimit-reset-requests', 200, { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1s' }],
  ])('%s is obeyed by all workers', async (_name, status, headers) => {
    let reported = 0;
    const gateway = await open({
      change: (passed) => {
        if (gateway.requests.length < 5 || reported > 0) return;
        reported = gateway.requests.length;
        passed.headers = { ...passed.headers, ...headers, 'x-limited': 'yes' };
        passed.status = status;
      },
    });
    const out = join(folder, `waits-${status}`);
    await run(gateway, `waits-${status}`, '--suite', 'basic', '--concurrency', '4');
    const lines = linesOf(out) as readonly { readonly exchange?: Exchange }[];
    const exchanges = lines.flatMap(({ exchange }) => exchange ?? []);
    // Requests that were ready to be sent are still sent; then no request is sent until the second is over.
    const read = exchanges.filter(({ response }) => JSON.stringify(response).includes('x-limited')).map(endOf);
    expect(read).toHaveLength(1);
    const after = exchanges.map(startOf).map((start) => start - (read[0] ?? Number.NaN));
    expect(after.filter((ms) => ms > 300 && ms < 900)).toEqual([]);
    expect(after.filter((ms) => ms >= 900).length).toBeGreaterThan(5);
    expect(reportOf(join(folder, `waits-${status}`)).totals.inconclusive).toBe(0);
  });
});

describe('an endpoint that goes away', () => {
  it('is not asked any more after three cases in a row that could not reach it', async () => {
    const gateway = await open({
      change: () => {
        if (gateway.requests.length >= 6) setImmediate(() => void gateway.close());
      },
    });
    const ran = await run(gateway, 'gone', '--suite', 'basic', 'penalties', '--concurrency', '1');
    expect(ran.status).toBe(2);
    expect(ran.stderr).toMatch(/Stopped early: no connection to the endpoint \(ECONNREFUSED\)/u);
    const report = reportOf(join(folder, 'gone'));
    const unreached = report.results.filter(({ inconclusive }) => inconclusive?.reason === 'network');
    expect(unreached.length).toBeLessThanOrEqual(4);
    expect(unreached.length).toBeGreaterThanOrEqual(3);
    expect(report.totals.notRun).toBeGreaterThan(30);
  });
});
