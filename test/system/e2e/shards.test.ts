import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bareReport, linesOf, reportOf } from '../../support/bare-report.js';
import { startGateway, type Gateway } from '../../support/gateway.js';
import { conformance, startConformance, type Ran, type Running } from './support/conformance.js';

/** The story of a fleet: three parts of one run, one of them killed and gone on with, joined into the whole. */
const folder = mkdtempSync(join(tmpdir(), 'conformance-shards-'));
const at = (name: string): string => join(folder, name);
let provider: Running;
/** Counts the requests, and changes nothing. */
let gateway: Gateway;

beforeAll(async () => {
  provider = startConformance(['serve', '--spec', 'openai', '--fault', 'b-created-missing-chunk']);
  const [upstream] = await provider.sees('stdout', /http:\/\/127\.0\.0\.1:\d+\/v1/u);
  gateway = await startGateway(upstream);
});
afterAll(async () => {
  await gateway.close();
  provider.child.kill();
  await provider.ended;
  rmSync(folder, { recursive: true, force: true });
});

const env = { CONFORMANCE_API_KEY: 'sk-conformance-reference' };
const flags = (...more: readonly string[]): readonly string[] => [
  'run',
  '--base-url',
  gateway.baseUrl,
  ...'--spec openai --model m --suite basic errors'.split(' '),
  ...more,
];
const run = (...more: readonly string[]): Promise<Ran> => conformance(flags(...more), env);

describe('a run in three parts', () => {
  it('is joined into a report equal to that of one run, though a part was killed and gone on with', async () => {
    const [complete, one, three] = [
      await run('--out', at('whole')),
      await run('--shard', '1/3', '--out', at('one')),
      await run('--shard', '3/3', '--out', at('three')),
    ];
    expect([complete.status, reportOf(at('one')).shard]).toEqual([1, { index: 1, of: 3 }]);
    expect([one.stdout, three.stdout].join('')).toContain('part 3 of 3');

    const before = gateway.requests.length;
    const killed = startConformance(flags('--shard', '2/3', '--out', at('two')), env);
    while (gateway.requests.length < before + 8 && killed.child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 1));
    killed.child.kill('SIGKILL');
    expect((await killed.ended).status).toBeNull();
    const recorded = linesOf(at('two')).filter(({ type }) => type === 'exchange').length;

    const early = await conformance(['merge', at('one'), at('two'), at('three'), '--out', at('early')]);
    expect([early.status, early.stderr]).toEqual([2, expect.stringContaining('Part 2 is incomplete')]);

    const sent = gateway.requests.length;
    await run('--shard', '2/3', '--resume', at('two'));
    expect(gateway.requests.length - sent).toBe(reportOf(at('two')).run.requests - recorded);

    const merged = await conformance(['merge', at('two'), at('one'), at('three'), '--out', at('merged')]);
    expect(merged.status).toBe(complete.status);
    const [joined, once] = [reportOf(at('merged')), reportOf(at('whole'))];
    // What several parts share each of them sends for itself.
    expect(joined.run.requests).toBeGreaterThan(once.run.requests);
    expect(joined.run.requests).toBeLessThan(once.run.requests + 5);
    expect(bareReport({ ...joined, run: once.run })).toEqual(bareReport(once));
    expect(reportOf(at('merged')).totals.diverges).toBeGreaterThan(0);

    const same = await conformance(['diff', at('whole'), at('merged')]);
    expect(same.status).toBe(0);
    expect(same.stdout).toMatch(
      /^Findings that are still there\n +must created is missing \[openai, \d+ cases\]\n\n0 new, 0 gone, 0 changed, \d+ same\n\ndocuments: unchanged\nbehaviour: unchanged\nmodel: unchanged\n$/u,
    );
  }, 120_000);

  it.each([
    ['a part is missing', ['one', 'three'], 'these are missing: 2'],
    ['a part is there twice', ['one', 'two', 'again', 'three'], 'Part 2 of 3 is named twice'],
    ['one is a whole run', ['one', 'two', 'whole'], 'It is a complete run, not a part of one'],
    ['one is no run', ['one', 'two', 'nothing'], 'nothing'],
  ])('is not joined where %s', async (_why, names, reason) => {
    cpSync(at('two'), at('again'), { recursive: true });
    const refused = await conformance(['merge', ...names.map(at), '--out', at('refused')]);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain(reason);
  });
});
