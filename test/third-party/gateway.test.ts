import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/model/report.js';
import { generalPlace } from '../../src/core/wire/place.js';
import { freePort, serve, type Serving } from '../../scripts/command.js';
import { conformance, startConformance, type Ran, type Running } from '../system/e2e/support/conformance.js';
import { reportOf } from '../support/bare-report.js';
import { portkeyRepaired } from './servers/portkey.js';

/**
 * A third-party gateway in front of a provider with faults: no `created` in chunks, which the gateway
 * passes on, and unrequested gzip, which it undoes.
 */
const FAULTS = ['b-created-missing-chunk', 'gzip-sse-buffered'];

const folder = mkdtempSync(join(tmpdir(), 'conformance-blame-'));
let provider: Running;
let gateway: Serving;
let flags: readonly string[];

beforeAll(async () => {
  provider = startConformance(['serve', '--spec', 'openai', '--fault', ...FAULTS]);
  const [upstream] = await provider.sees('stdout', /http:\/\/127\.0\.0\.1:\d+\/v1/u);
  const port = await freePort();
  const { endpoint } = portkeyRepaired;
  const { command, args, env } = endpoint.start(port, upstream);
  gateway = await serve(command, args, env, port);
  flags = [
    ...'run --spec openai --model gpt-4o --base-url'.split(' '),
    endpoint.baseUrl(port),
    '--against',
    upstream,
    ...endpoint.headers(upstream).flatMap((header) => ['--header', header]),
  ];
}, 240_000);
afterAll(async () => {
  await gateway.stop();
  provider.child.kill();
  await provider.ended;
  rmSync(folder, { recursive: true, force: true });
});

const run = (out: string, ...more: readonly string[]): Promise<Ran> =>
  conformance([...flags, '--out', join(folder, out), ...more], {
    CONFORMANCE_API_KEY: portkeyRepaired.endpoint.key,
  });

/** `origin level check place`, once each. */
const origins = (report: Report): readonly string[] => [
  ...new Set(
    report.results.flatMap(({ divergences }) =>
      divergences.map((each) => `${each.origin} ${each.level} ${each.check} ${generalPlace(each.at)}`),
    ),
  ),
];

describe('a gateway from npm before a provider with faults', () => {
  let ran: Ran;
  let report: Report;
  beforeAll(async () => {
    ran = await run('all', '--suite', 'basic', 'streaming', 'errors', 'penalties');
    report = reportOf(join(folder, 'all'));
  }, 60_000);

  it('fails for what it introduced', () => {
    expect(ran.status).toBe(1);
    const own = origins(report).filter((line) => /^introduced (?:must|should) /u.test(line));
    expect(own.toSorted()).toEqual(['introduced must schema body /error', 'introduced should refusal status']);
  });

  it('inherits what it passes on, in every answer that shows it', () => {
    expect(origins(report).filter((line) => line.startsWith('inherited'))).toContain(
      'inherited must schema chunk /created',
    );
    const created = report.results.flatMap(({ divergences }) =>
      divergences.filter(({ at }) => at.part === 'chunk' && at.pointer === '/created'),
    );
    expect(new Set(created.map((each) => each.origin))).toEqual(new Set(['inherited']));
  });

  it('repaired the unrequested coding', () => {
    const repaired = new Set(
      report.against?.repaired.map(({ divergence }) => `${divergence.check} ${generalPlace(divergence.at)}`),
    );
    expect(repaired).toEqual(new Set(['content-coding header content-encoding']));
  });

  it('is described on the terminal, with both numbers of requests', () => {
    expect(ran.stdout).toContain('introduced by the gateway');
    expect(ran.stdout).toContain('inherited from upstream');
    expect(ran.stdout).toMatch(/Repaired: diverges at http/u);
    expect(report.against?.requests).toBeGreaterThan(report.run.requests / 2);
  });

  it('passes where all that diverges is inherited, unless that is to fail it as well', async () => {
    const clean = ['--suite', 'streaming', '--only', 'streaming/*'];
    expect(await run('clean', ...clean)).toMatchObject({ status: 0 });
    expect(reportOf(join(folder, 'clean')).totals.diverges).toBeGreaterThan(0);
    expect((await run('strict', ...clean, '--fail-on-inherited')).status).toBe(1);
  });
});
