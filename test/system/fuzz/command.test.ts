import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { conformance, makeFolder } from '../hostile/kit/command.js';

const DEEP = '['.repeat(100_000) + ']'.repeat(100_000);

/** A folder with a damaged file of each kind, and the arguments that make the command read it. */
const DAMAGED: readonly (readonly [name: string, content: string, args: readonly string[]])[] = [
  ['conformance.yaml', 'targets: [&a {name: *a}]', ['run', '--config', 'FILE']],
  ['baseline.yaml', '- case: 5', ['run', '--reference', 'greenpt', '--spec', 'greenpt', '--baseline', 'FILE']],
  ['traffic.har', '{"log": {"version": "1.2", "entries": [{}]}}', ['judge', 'FILE', '--spec', 'openai']],
  ['traffic.har', '['.repeat(100_000), ['judge', 'FILE', '--spec', 'openai']],
  ['results.ndjson', '{"type":"run"}\nnonsense\n', ['judge', 'FILE', '--spec', 'openai']],
  ['results.ndjson', `{"type":"run","x":${DEEP}}\n`, ['judge', 'FILE', '--spec', 'openai']],
  ['report.json', `{"schemaVersion": 1, "x": ${DEEP}}`, ['matrix', 'FILE', '--out', 'site']],
  ['report.json', '{"schemaVersion": 2}', ['verify', 'FILE']],
  ['report.json', 'null', ['matrix', 'FILE', '--out', 'site']],
  ['report.json', '{"schemaVersion": 1}', ['diff', 'FILE', 'FILE']],
  ['results.ndjson', '\0\0\0', ['merge', 'FILE', '--out', 'whole']],
];

describe('a file that is damaged', () => {
  test.each(DAMAGED)('%s: %.30s', async (name, content, args) => {
    const folder = makeFolder();
    const file = join(folder, name);
    writeFileSync(file, content);
    const kept = join(folder, 'conformance-report');
    mkdirSync(kept);
    writeFileSync(join(kept, 'thesis.txt'), 'mine');
    const place = (arg: string) =>
      arg === 'FILE' ? file : arg === 'site' || arg === 'whole' ? join(folder, arg) : arg;
    const out =
      args.includes('--out') || ['verify', 'diff'].includes(args[0] ?? '') ? [] : ['--out', join(folder, 'out')];
    const reported = await conformance([...args.map(place), ...out]);
    expect([reported.status, reported.stderr]).toEqual([2, expect.stringContaining(name)]);
    expect(reported.stderr).not.toContain('Internal error in conformance');
    expect(reported.stderr).not.toMatch(/^\s+at /m);
    // Nothing was overwritten.
    expect(readFileSync(file, 'utf8')).toBe(content);
    expect(readdirSync(kept)).toEqual(['thesis.txt']);
  });
});
