import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSpecs } from '../../../src/io/files/load-specs.js';
import { readEvents } from '../../../src/io/record/read-events.js';
import { prepareRun } from '../../../src/run/prepare.js';
import type { RunRequest } from '../../../src/run/run-request.js';
import { REFERENCE_KEY, serveReference, type Served } from '../../../src/reference/serve.js';
import { conformance, startConformance, type Ran } from '../e2e/support/conformance.js';
import { bareReport, linesOf, reportOf } from '../../support/bare-report.js';
import { changeJson, startGateway, type Gateway } from '../../support/gateway.js';
import { RUNS_MANY } from '../../support/property-runs.js';
import { valueOf } from '../../support/result.js';

const folder = mkdtempSync(join(tmpdir(), 'conformance-resume-'));
let upstream: Served;
let gateway: Gateway;

beforeAll(async () => {
  const { specs } = await loadSpecs();
  const spec = specs.find(({ id }) => id === 'openai');
  if (spec === undefined) throw new Error('There is no spec openai');
  upstream = await serveReference({ spec });
  gateway = await startGateway(upstream.baseUrl, {
    delayMs: 4,
    // One case is never answered, and one field is missing from every stream.
    answer: (text) => (text.includes('"stream":false') ? { status: 503, headers: {}, body: '' } : null),
    change: (passed, text) => {
      if (text.includes('"stream":true')) changeJson(passed, (value) => delete value['created']);
    },
  });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
  rmSync(folder, { recursive: true, force: true });
});

const flags = (...more: readonly string[]): readonly string[] => [
  'run',
  '--base-url',
  gateway.baseUrl,
  ...'--spec openai,greenpt --suite basic errors auth --concurrency 4'.split(' '),
  ...more,
];
const env = { CONFORMANCE_API_KEY: REFERENCE_KEY };
const run = (...more: readonly string[]): Promise<Ran> => conformance(flags(...more), env);

/** Starts a run and ends it with a signal once the endpoint has seen so many requests. */
async function breakOff(out: string, after: number, signal: NodeJS.Signals, ...more: readonly string[]): Promise<Ran> {
  const from = gateway.requests.length;
  const running = startConformance(flags('--out', out, ...more), env);
  while (gateway.requests.length < from + after && running.child.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 1));
  running.child.kill(signal);
  return running.ended;
}

describe('the record of an interrupted run', { timeout: 60_000 }, () => {
  it('names the target, the model, the specs and the selection of the run that continues it', async () => {
    const out = join(folder, 'by-record');
    await breakOff(out, 5, 'SIGINT');
    const resumed = await conformance(['run', '--resume', out], env);
    expect(resumed.stderr).not.toContain('--resume:');
    const report = reportOf(out);
    expect(report.run.complete).toBe(true);
    expect([report.target.baseUrl, report.specs.map(({ id }) => id)]).toEqual([gateway.baseUrl, ['openai', 'greenpt']]);
    // The record names the selection too: other suites are not run, and then nothing is left to send.
    const suites = new Set(report.results.map(({ case: id }) => id.split('/')[0]));
    expect(suites).toEqual(new Set(['basic', 'errors', 'auth']));
    const before = gateway.requests.length;
    expect((await conformance(['run', '--resume', out], env)).status).toBe(1);
    expect((await conformance(['run', '--resume', out, '--suite', 'basic'], env)).status).toBe(2);
    expect(gateway.requests).toHaveLength(before);
  });
});

describe('the record of a part', { timeout: 60_000 }, () => {
  it('names the part, and is merged once it was continued as the message of merge says', async () => {
    const [one, two] = [join(folder, 'one-of-two'), join(folder, 'two-of-two')];
    await breakOff(one, 5, 'SIGINT', '--shard', '1/2');
    await run('--out', two, '--shard', '2/2');
    const merge = () => conformance(['merge', one, two, '--out', join(folder, 'both')]);
    expect((await merge()).stderr).toContain(`run --resume ${one}\n`);
    const { status, stderr } = await conformance(['run', '--resume', one], env);
    expect([status, stderr]).toEqual([1, expect.not.stringContaining('--resume:')]);
    expect((await merge()).status).toBe(1);
  });
});

describe('a run that was broken off', () => {
  let complete: string;
  let sentWhole = 0;
  let sentAtFirst = 0;
  beforeAll(async () => {
    complete = join(folder, 'whole');
    const before = gateway.requests.length;
    await run('--out', complete);
    sentAtFirst = gateway.requests.length - before;
    sentWhole = reportOf(complete).run.requests;
  });

  it('would have sent one request more than its plan, to find a model; a run that goes on knows it', () => {
    expect(sentAtFirst).toBe(sentWhole + 1);
    expect(reportOf(complete).totals.diverges).toBeGreaterThan(5);
  });

  // The first point is at the control case.
  it.each(RUNS_MANY ? [2, 18, 41] : [18])(
    'is gone on with after kill -9 at request %d: it equals an unbroken one, and nothing is sent twice',
    async (point) => {
      const out = join(folder, `killed-${point}`);
      const killed = await breakOff(out, point, 'SIGKILL');
      expect(killed.status).toBeNull();
      const recorded = linesOf(out).filter(({ type }) => type === 'exchange').length;
      const before = gateway.requests.length;
      const ran = await run('--resume', out);
      expect(ran.stderr).toContain(out);
      expect(ran.status).toBe(1);
      expect(gateway.requests.length - before).toBe(sentWhole - recorded);
      expect(bareReport(reportOf(out))).toEqual(bareReport(reportOf(complete)));
      expect(linesOf(out).filter(({ type }) => type === 'exchange')).toHaveLength(sentWhole);
    },
  );

  it('leaves a valid partial report and status 130 on Ctrl-C, and is gone on with', async () => {
    const out = join(folder, 'interrupted');
    const stopped = await breakOff(out, 20, 'SIGINT');
    expect(stopped.status).toBe(130);
    const partial = reportOf(out);
    expect(partial.run.complete).toBe(false);
    expect(partial.totals.notRun).toBeGreaterThan(0);
    expect(partial.results.length).toBeGreaterThan(0);
    expect(stopped.stdout).toContain('The run stopped early');
    expect(linesOf(out).at(-1)).toMatchObject({ type: 'end', complete: false, stopped: { reason: 'interrupted' } });
    expect((await run('--resume', out)).status).toBe(1);
    expect(bareReport(reportOf(out))).toEqual(bareReport(reportOf(complete)));
  });

  it('is cut where its last line is torn, and keeps one that lacks only its end', async () => {
    const torn = join(folder, 'torn');
    await breakOff(torn, 30, 'SIGKILL');
    const file = join(torn, 'results.ndjson');
    const text = readFileSync(file, 'utf8');
    appendFileSync(file, '{"type":"exchange","exchange":{"id":');
    const resumed = await run('--resume', torn);
    expect(resumed.status).toBe(1);
    expect(resumed.stderr).toContain('ended mid-line');
    expect(readFileSync(file, 'utf8').startsWith(text)).toBe(true);
    expect(bareReport(reportOf(torn))).toEqual(bareReport(reportOf(complete)));

    writeFileSync(file, text.slice(0, -1));
    expect((await run('--resume', torn)).stderr).not.toContain('ended mid-line');
    expect(bareReport(reportOf(torn))).toEqual(bareReport(reportOf(complete)));
  });

  it('does nothing if the run is complete: nothing is sent, the verdict is the same', async () => {
    const before = gateway.requests.length;
    const ran = await run('--resume', complete);
    expect([ran.status, gateway.requests.length]).toEqual([1, before]);
  });

  it('is rejected for another run, as a process: the reason is printed, nothing is sent, the record is unchanged', async () => {
    const before = gateway.requests.length;
    const record = readFileSync(join(complete, 'results.ndjson'), 'utf8');
    const ran = await run('--resume', complete, '--model', 'other');
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('another endpoint or model');
    expect(ran.stderr).not.toContain('{');
    expect(gateway.requests.length).toBe(before);
    expect(readFileSync(join(complete, 'results.ndjson'), 'utf8')).toBe(record);
  });

  it.each<[string, Partial<RunRequest>, string]>([
    ['another selection', { selection: { suites: ['basic'], only: [] } }, 'another plan'],
    ['another endpoint', { baseUrl: 'http://127.0.0.1:9/v1' }, 'another endpoint or model'],
    ['other specs', { specs: ['openai'] }, 'other specs'],
    ['a part', { shard: { index: 1, of: 2 } }, 'another part'],
    ['an upstream', { against: { baseUrl: 'http://127.0.0.1:9/v1', key: null } }, 'another upstream'],
    ['repetitions', { repeat: 2 }, 'another plan'],
  ])('is refused with the reason for %s', async (_name, other, reason) => {
    const { events } = valueOf(await readEvents(join(complete, 'results.ndjson')));
    const request = {
      baseUrl: gateway.baseUrl,
      key: null,
      specs: ['openai', 'greenpt'],
      selection: { suites: ['basic', 'errors', 'auth'], only: [] },
      before: events,
    };
    const same = await prepareRun(request);
    expect(same).toMatchObject({ ok: true });
    const prepared = await prepareRun({ ...request, ...other });
    expect(JSON.stringify(prepared)).toContain(reason);
    if (same.ok) await same.value.close();
  });

  it('is refused where there is none', async () => {
    expect((await run('--resume', join(folder, 'nothing'))).status).toBe(2);
  });
});
