import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conformance } from '../e2e/support/conformance.js';

const folder = mkdtempSync(join(tmpdir(), 'conformance-diff-'));
const at = (name: string): string => join(folder, name);
const run = (spec: string, out: string) =>
  conformance(['run', '--reference', 'greenpt', '--spec', spec, '--only', 'basic/*', '--out', at(out)]);

beforeAll(async () => {
  await run('greenpt', 'clean');
  await run('greenpt,openai', 'both');
  writeFileSync(at('bad.json'), '{"schemaVersion":1}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('conformance diff', () => {
  it('ends with 0 where nothing is new, and with 1 where something is, as text and as JSON', async () => {
    const same = await conformance(['diff', at('both'), join(at('both'), 'report.json')]);
    expect([same.status, same.stdout]).toEqual([0, expect.stringContaining('0 new, 0 gone, 0 changed')]);
    const worse = await conformance(['diff', at('clean'), at('both')]);
    expect([worse.status, worse.stdout]).toEqual([1, expect.stringMatching(/^New findings$/mu)]);
    const better = await conformance(['diff', '--json', at('both'), at('clean')]);
    expect(better.status).toBe(0);
    const ran = JSON.parse(better.stdout) as { counts: Record<string, number>; entries: unknown[] };
    expect(ran.counts).toMatchObject({ new: 0, gone: 0 });
    expect(ran.counts['unseen']).toBe(ran.entries.length - (ran.counts['same'] ?? 0));
  });

  it.each([['nothing'], ['bad.json']])('ends with 2 for %s', async (name) => {
    const ran = await conformance(['diff', at('clean'), at(name)]);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain(name);
  });
});
