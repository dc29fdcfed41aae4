import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFaults } from '../../../src/reference/index.js';
import { REFERENCE_KEY, serveReference } from '../../../src/reference/serve.js';
import { specOf } from '../../support/specs-and-suites.js';
import { valueOf } from '../../support/result.js';
import { conformance, type Ran } from '../e2e/support/conformance.js';
import { emptyFolder, readReport } from '../e2e/support/out-folder.js';
import { RUNS_MANY, someOf } from '../../support/property-runs.js';

const MODEL = 'claude-haiku-4-5-20251001';

/** A gateway that serves both APIs: it passes every request on to the reference provider of its dialect. */
async function startGateway(faults: readonly string[] = []) {
  const found = valueOf(findFaults(faults));
  const messages = await serveReference({ spec: specOf('anthropic'), faults: found });
  const chat = await serveReference({ spec: specOf('openai') });
  const paths: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const { method, url = '', headers } = incoming;
    const isMessages = url.includes('/messages') || headers['anthropic-version'] !== undefined;
    paths.push(`${url} ${headers['x-api-key'] === undefined ? 'other' : 'x-api-key'}`);
    const { hostname, port } = new URL((isMessages ? messages : chat).baseUrl);
    const passed = request({ hostname, port, path: url, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    outgoing.on('close', () => passed.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    paths,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      await Promise.all([messages.close(), chat.close()]);
    },
  };
}

type Gateway = Awaited<ReturnType<typeof startGateway>>;

function run(gateway: Gateway, out: string, ...args: readonly string[]): Promise<Ran> {
  const target = ['--base-url', gateway.baseUrl, '--model', MODEL, '--out', out];
  return conformance(['run', ...target, ...args], { CONFORMANCE_API_KEY: REFERENCE_KEY });
}

/** `anthropic diverges conversation/system-blocks-counted` of every result that does not conform. */
function others(out: string): readonly string[] {
  const results = readReport(out).results.filter(({ verdict }) => verdict !== 'conforms');
  return results.map(({ spec, verdict, case: id }) => `${spec} ${verdict} ${id}`);
}

describe('a gateway that serves both dialects', { timeout: 120_000 }, () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  it.each(someOf(['openai,anthropic', 'anthropic,openai']))(
    'conforms to --spec %s, each by its own suites',
    async (specs) => {
      const out = join(emptyFolder(), 'run');
      const before = gateway.paths.length;
      const ran = await run(gateway, out, '--spec', specs, '--suite', 'basic', 'tools', 'errors', 'auth');
      expect(others(out)).toEqual([]);
      expect(ran.status).toBe(0);
      const sent = new Set(gateway.paths.slice(before));
      expect(sent).toContain('/v1/messages x-api-key');
      expect(sent).toContain('/v1/chat/completions other');
      const specsOfResults = new Set(readReport(out).results.map(({ spec }) => spec));
      expect(specsOfResults).toEqual(new Set(['anthropic', 'openai']));

      const verified = await conformance(['verify', out]);
      // Everything follows from the record; a part of the suites is no complete run.
      expect(verified.stdout).toMatch(/rejected\n {2}partial: .*\n {2}not verified here: the tool/u);

      for (const spec of [specs, ...specs.split(',').slice(0, 1)]) {
        const judged = join(emptyFolder(), 'judged');
        const read = await conformance(['judge', join(out, 'exchanges.har'), '--spec', spec, '--out', judged]);
        expect(others(judged)).toEqual([]);
        expect(read.status).toBe(0);
      }

      const site = join(emptyFolder(), 'site');
      expect((await conformance(['matrix', out, '--out', site])).status).toBe(0);
    },
  );

  it.skipIf(!RUNS_MANY)('conforms to the newer version of the API, which has no sampling parameters', async () => {
    const out = join(emptyFolder(), 'run');
    const version = ['--header', 'Anthropic-Version: 2026-10-21'];
    const suites = ['--suite', 'basic', 'errors', 'parameters'];
    const ran = await run(gateway, out, '--spec', 'openai,anthropic', ...suites, ...version);
    expect(others(out)).toEqual([]);
    expect(ran.status).toBe(0);
    const cases = readReport(out).results.flatMap((result) => (result.spec === 'anthropic' ? [result.case] : []));
    expect(cases).toContain('errors/removed-parameter-top_k');
    expect(cases).toContain('parameters/max_tokens.below-range');
    expect(cases.filter((id) => /parameters\/(?:temperature|top_)/u.test(id))).toEqual([]);
    expect((await conformance(['verify', out])).stdout).toMatch(
      /rejected\n {2}partial: .*\n {2}not verified here: the tool/u,
    );
  });

  it('gets the documented versions of the API alone: the cases test those', async () => {
    const args = ['--spec', 'openai,anthropic', '--header', 'Anthropic-Version: 2019-01-01'];
    const ran = await run(gateway, join(emptyFolder(), 'run'), ...args);
    expect(ran.status).toBe(2);
    expect(ran.stderr.replaceAll(/\s+/gu, ' ')).toContain(
      'The spec anthropic sends anthropic-version: 2023-06-01, and tests what holds for it.',
    );
  });

  it('is judged by the twelve requests of a quick run', async () => {
    const out = join(emptyFolder(), 'run');
    expect((await run(gateway, out, '--spec', 'openai,anthropic', '--quick')).status).toBe(0);
    const { results, run: facts } = readReport(out);
    expect(facts.requests).toBeLessThanOrEqual(12);
    expect(new Set(results.map(({ spec }) => spec))).toEqual(new Set(['anthropic', 'openai']));
  });
});

describe('a gateway with a fault in one dialect', { timeout: 120_000 }, () => {
  let gateway: Gateway;
  let upstream: Gateway;
  beforeAll(async () => {
    gateway = await startGateway(['messages-system-dropped']);
    upstream = await startGateway();
  });
  afterAll(() => Promise.all([gateway.close(), upstream.close()]));

  it('diverges in that dialect alone, and introduces what its upstream does not show', async () => {
    const out = join(emptyFolder(), 'run');
    const against = ['--against', upstream.baseUrl, '--against-key-env', 'CONFORMANCE_API_KEY'];
    const ran = await run(gateway, out, '--spec', 'openai,anthropic', '--suite', 'basic', 'conversation', ...against);
    expect(ran.status).toBe(1);
    expect(others(out)).toEqual(['anthropic diverges conversation/system-blocks-counted']);
    expect(ran.stdout).toMatch(/1 introduced by the gateway, 0\s+inherited/u);

    const shown = await conformance(['show', out, '1']);
    expect(shown.stdout).toContain('/v1/messages');

    const file = join(emptyFolder(), 'baseline.yaml');
    expect((await conformance(['baseline', 'init', out, '--baseline', file])).status).toBe(0);
    const again = join(emptyFolder(), 'run');
    const gate = ['--suite', 'basic', 'conversation', '--baseline', file];
    expect((await run(gateway, again, '--spec', 'openai,anthropic', ...gate)).status).toBe(0);
  });
});
