import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REFERENCE_KEY } from '../../../src/reference/serve.js';
import { conformance, type Ran } from '../e2e/support/conformance.js';
import { emptyFolder, readReport } from '../e2e/support/out-folder.js';
import { complaints } from '../e2e/support/schema-of-report.js';
import { startFaultyGateway, type GatewayFault } from '../../unit/baseline/faulty-gateway.js';

/** What a terminal wrapped, on one line. */
const oneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ');

async function setUp(...initial: readonly GatewayFault[]) {
  const faults = new Set<GatewayFault>(initial);
  const gateway = await startFaultyGateway(faults);
  const folder = emptyFolder();
  const file = join(folder, 'b.yaml');
  const out = join(folder, 'run');
  const baseline = (...args: readonly string[]): Promise<Ran> => conformance(['baseline', ...args, '--baseline', file]);
  const run = (...args: readonly string[]): Promise<Ran> =>
    conformance(
      ['run', '--base-url', gateway.baseUrl, '--spec', 'openai', '--model', 'gpt-4o', '--out', out, ...args],
      { CONFORMANCE_API_KEY: REFERENCE_KEY },
    );
  const only = ['--only', 'basic/minimal', 'basic/limited'];
  const gate = (...args: readonly string[]): Promise<Ran> => run('--baseline', file, ...only, ...args);
  return { faults, file, out, baseline, run: () => run(...only), gate, text: () => readFileSync(file, 'utf8') };
}

describe('a baseline, as processes', () => {
  it('keeps the gate: known passes, new fails, gone is stale until it is pruned', { timeout: 240_000 }, async () => {
    const { faults, file, out, baseline, run, gate, text } = await setUp('no-created');
    expect((await run()).status).toBe(1);

    const begun = await baseline('init', out);
    expect(begun).toMatchObject({ status: 0 });
    expect(begun.stdout).toMatch(/b\.yaml: 1 entry\.\nWithout a reason:\n.*b\.yaml:4: finding schema-missing-field-/u);
    expect(text()).toMatch(
      /- finding: schema-missing-field-\w+ # .*created.*\n  reason: ""\n  seen: basic\/minimal\n/u,
    );
    expect((await baseline('init', out)).status).toBe(2);

    const green = await gate();
    expect(green.status).toBe(0);
    expect(green.stdout).toContain('known\n');
    const known = readReport(out);
    expect(complaints(known)).toEqual([]);
    expect(known.totals.diverges).toBe(2);
    expect(known.baseline).toMatchObject({ known: 2, new: 0, stale: [] });

    // A person adds reasons and comments, and changes the order.
    writeFileSync(file, `# ours\n${text().replaceAll('reason: ""', 'reason: the vendor is at it # asked twice')}`);
    faults.add('text-object');
    const red = await gate('--reporter', 'terminal', '--reporter', `markdown=${join(out, '..', 'r.md')}`);
    expect(red.status).toBe(1);
    expect(red.stdout).toContain('known: the vendor is at it');
    expect(red.stdout).toContain(
      `To accept what is new: npx llm-conformance baseline update ${out} --baseline ${file}`,
    );
    const pasted = /- finding: \S+ # .*object.*\n  reason: ""\n  seen: basic\/minimal\n/u.exec(
      readFileSync(join(out, '..', 'r.md'), 'utf8'),
    );
    appendFileSync(file, pasted?.[0].replace('""', 'soon mended') ?? '');
    expect((await baseline('lint')).status).toBe(0);
    const added = await baseline('update', out);
    expect(added.stdout).toContain('b.yaml: 0 added, 0 deleted, 2 entries now.');
    expect((await gate()).status).toBe(0);

    faults.delete('no-created');
    const before = text();
    const stale = await gate();
    expect(stale.status).toBe(1);
    expect(oneLine(stale.stdout)).toMatch(
      /b\.yaml:5: stale: finding schema-missing-field-\w+ no longer occurs; delete lines 5 to 7/u,
    );
    expect(complaints(readReport(out))).toEqual([]);

    const pruned = await baseline('update', out, '--prune');
    expect(pruned.stdout).toContain('b.yaml: 0 added, 1 deleted, 1 entry now.');
    const lines = before.split('\n');
    expect(text()).toBe([...lines.slice(0, 4), ...lines.slice(7)].join('\n'));
    expect((await gate()).status).toBe(0);
  });

  it('counts an expired entry as none, and refuses one that names nothing', { timeout: 120_000 }, async () => {
    const { file, out, baseline, run, gate, text } = await setUp('no-created');
    await run();
    await baseline('init', out);
    const good = text();
    writeFileSync(file, good.replace('reason: ""\n', 'reason: old\n  expires: 2020-01-01\n'));
    const expired = await gate();
    expect(expired.status).toBe(1);
    expect(oneLine(expired.stdout)).toContain(
      'expired after 2020-01-01, counts as none: finding schema-missing-field-',
    );
    expect((await baseline('lint')).stdout).toContain('Expired (they no longer count):');

    writeFileSync(file, good.replace('seen: basic/minimal', 'seen: basic/minimol'));
    const refused = await gate();
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toContain('b.yaml:6:9: There is no case "basic/minimol". Did you mean basic/minimal?');
    expect((await baseline('lint')).status).toBe(2);
  });

  it('marks what comes and goes, and lets an entry say so', { timeout: 120_000 }, async () => {
    const { faults, file, out, baseline, gate, text } = await setUp('no-created-at-times');
    writeFileSync(file, '[]\n');
    const first = await gate('--repeat', '4', '--concurrency', '1');
    expect(first.status).toBe(1);
    expect(first.stdout).toMatch(/intermittent: seen [1-3] of 4 times/u);
    expect(first.stderr).toMatch(
      /2 cases planned, 8 verdicts: one for each repetition of a case\n(?:.*\n)*8\/8 verdicts, 2 diverge\n/u,
    );
    const report = readReport(out);
    expect(report.run.repeat).toBe(4);
    expect(report.totals.conforms + report.totals.diverges).toBe(2);
    expect(complaints(report)).toEqual([]);

    await baseline('update', out);
    expect(text()).toContain('  intermittent: true\n');
    expect((await gate('--repeat', '4', '--concurrency', '1')).status).toBe(0);
    faults.clear();
    expect((await gate()).status).toBe(0);
  });
});
