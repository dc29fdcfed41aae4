import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeReport } from '../../../src/core/report/make-report.js';
import { writeFileWhole } from '../../../src/io/files/write-file.js';
import { readEvents } from '../../../src/io/record/read-events.js';
import { reopenRecord } from '../../../src/io/record/reopen-record.js';
import { prepareRun } from '../../../src/run/prepare.js';
import { run } from '../../../src/run/run.js';
import { propertyRuns } from '../../support/property-runs.js';
import { conformance, makeFolder, startConformance } from './kit/command.js';
import { serveHostile } from './kit/serve-hostile.js';
import { valueOf } from '../../support/result.js';

const KILLS = propertyRuns(25).numRuns;

test('killed at any moment, a record is valid as far as it goes, and the run goes on from it', async () => {
  const server = await serveHostile('nothing has this', () => {});
  const folder = makeFolder();
  const env = { CONFORMANCE_API_KEY: server.key };
  const argsOf = (out: string) => [
    'run',
    '--base-url',
    server.baseUrl,
    '--spec',
    'openai',
    '--model',
    'reference',
    '--suite',
    'basic',
    '--out',
    out,
  ];
  const verdicts = async (file: string): Promise<unknown> => {
    const report = makeReport(valueOf(await readEvents(file)).events);
    return { complete: report?.run.complete, results: report?.results.map(({ case: id, verdict }) => [id, verdict]) };
  };
  /** Goes on with a run in this process, as `--resume` does. */
  const goOn = async (out: string): Promise<void> => {
    const reopened = valueOf(await reopenRecord(out));
    const prepared = await prepareRun({
      baseUrl: server.baseUrl,
      key: server.key,
      specs: ['openai'],
      model: 'reference',
      selection: { suites: ['basic'], only: [] },
      before: reopened.events,
    });
    if (!prepared.ok) throw new Error(prepared.errors.map(({ reason }) => reason).join());
    for await (const event of run(prepared.value.options)) valueOf(reopened.record.append(event));
    valueOf(await reopened.record.finish(new Map()));
    await prepared.value.close();
  };

  const complete = join(folder, 'whole');
  expect((await conformance(argsOf(complete), env)).status).toBe(0);
  const wanted = await verdicts(join(complete, 'results.ndjson'));
  const lengths: number[] = [];
  let partial = '';
  const kill = async (n: number): Promise<void> => {
    const out = join(folder, String(n));
    const child = startConformance(argsOf(out), env);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    const file = join(out, 'results.ndjson');
    // At a random moment after its first line: so many lines later, on any machine.
    const after = Math.floor((n / KILLS) * 45);
    const written = (): number => (existsSync(file) ? readFileSync(file, 'latin1').split('\n').length - 1 : -1);
    while (written() < after && child.exitCode === null) await sleep(2);
    await sleep(Math.random() * 20);
    child.kill('SIGKILL');
    await gone;
    const lines = readFileSync(file, 'utf8').split('\n');
    lines.pop();
    // Every line that ended is whole; at most the last one is torn.
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
    const read = await readEvents(file);
    // Killed before its first line it leaves an empty file, which is no run yet.
    expect(read.ok ? read.value.events.length : lines.length && read).toBe(lines.length);
    lengths.push(lines.length);
    if (lines.length > 3 && !lines.some((line) => line.startsWith('{"type":"end"'))) {
      partial = join(folder, `partial-${n}`);
      cpSync(out, partial, { recursive: true });
    }
    // The run continues from there, and ends as one that was not killed.
    await goOn(out);
    expect([n, await verdicts(file)]).toEqual([n, wanted]);
  };
  const left = Array.from({ length: KILLS }, (_, n) => n).values();
  await Promise.all(
    Array.from({ length: 2 }, async () => {
      for (const n of left) await kill(n);
    }),
  );
  expect(lengths).toHaveLength(KILLS);
  expect(new Set(lengths).size).toBeGreaterThan(KILLS / 5);
  const resumed = await conformance(['run', ...argsOf(partial).slice(1, -2), '--resume', partial], env);
  expect([resumed.status, resumed.stderr.includes('Internal error in conformance')]).toEqual([0, false]);
  expect(await verdicts(join(partial, 'results.ndjson'))).toEqual(wanted);
}, 300_000);

test.each([
  ['in its first line', '{"type":"run","schemaVersion":1,"tool"'],
  ['before its first line', ''],
  ['after a few bytes', '{"ty'],
])('killed %s, a run is restarted by --resume', async (_, text) => {
  const server = await serveHostile('nothing has this', () => {});
  const out = makeFolder();
  writeFileSync(join(out, 'results.ndjson'), text);
  const flags = ['--base-url', server.baseUrl, '--spec', 'openai', '--model', 'reference', '--only', 'basic/minimal'];
  const ran = await conformance(['run', ...flags, '--resume', out], { CONFORMANCE_API_KEY: server.key });
  expect([ran.status, ran.stderr]).toEqual([0, expect.stringContaining('Evidence')]);
});

test('what is no record is not gone on with, nor touched', async () => {
  const out = makeFolder();
  writeFileSync(join(out, 'results.ndjson'), 'my thesis');
  const flags = ['--base-url', 'http://127.0.0.1:9/v1', '--spec', 'openai', '--model', 'reference'];
  const ran = await conformance(['run', ...flags, '--resume', out]);
  expect(ran.status).toBe(2);
  expect(readFileSync(join(out, 'results.ndjson'), 'utf8')).toBe('my thesis');
});

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

test('what a run left that was killed while it wrote its files is removed', async () => {
  const folder = makeFolder();
  const ended = spawnSync(process.execPath, ['--version']).pid;
  const leftovers = [`.report.json.${ended}.tmp`, `.exchanges.har.${ended}.tmp`];
  const others = [`.report.json.${process.ppid}.tmp`, '.report.json.tmp', `.notes.${ended}.tmp`];
  for (const name of [...leftovers, ...others]) writeFileSync(join(folder, name), '{');
  for (const name of ['report.json', 'exchanges.har']) valueOf(await writeFileWhole(join(folder, name), '{}'));
  expect(readdirSync(folder).toSorted()).toEqual([...others, 'exchanges.har', 'report.json'].toSorted());
});
