import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Report } from '../../../src/index.js';
import { conformance, startConformance } from './support/conformance.js';
import { emptyFolder, readLines, readReport } from './support/out-folder.js';
import { complaints } from './support/schema-of-report.js';
import { serveForTest } from './support/serve-spec.js';

/** A server that only counts. */
async function counting(): Promise<{ readonly url: string; readonly count: () => number }> {
  let count = 0;
  const server = createServer((_, response) => {
    count += 1;
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, count: () => count };
}

const out = (): string => join(emptyFolder(), 'run');

describe('a run', () => {
  it('puts the report on stdout and the progress on stderr, plain without a terminal', async () => {
    const args = ['run', '--reference', 'greenpt', '--spec', 'greenpt', '--suite', 'basic', '--out', out()];
    const ran = await conformance(args);
    expect(ran.status).toBe(0);
    expect(ran.stdout).toMatch(/^http:\/\/127.* · greenpt \(/u);
    expect(ran.stdout).toMatch(/^greenpt +\d+ of \d+ cases conform/mu);
    expect(ran.stderr).toMatch(/cases planned/u);
    expect(ran.stderr).toContain('Evidence and reports: ');
    expect(`${ran.stdout}${ran.stderr}`).not.toContain('\u001B');
    const json = await conformance([...args, '--reporter', 'json']);
    expect(complaints(JSON.parse(json.stdout))).toEqual([]);
  });

  it('writes a report to the file that is named, and prints that of the terminal all the same', async () => {
    const folder = emptyFolder();
    const args = ['run', '--reference', 'greenpt', '--spec', 'greenpt', '--only', 'basic/minimal'];
    const file = join(folder, 'of mine.md');
    const ran = await conformance([...args, '--out', join(folder, 'run'), '--reporter', `markdown=${file}`]);
    expect(ran).toMatchObject({ status: 0, stdout: expect.stringContaining('✓ No findings') as string });
    expect(existsSync(file)).toBe(true);
  });

  it('sends nothing in a dry run, and leaves nothing', async () => {
    const { url, count } = await counting();
    const folder = out();
    const ran = await conformance(['run', '--base-url', url, '--spec', 'openai', '--dry-run=full', '--out', folder]);
    expect(ran.status).toBe(0);
    expect(ran.stdout).toContain('basic/minimal [openai] POST /chat/completions {"model":"MODEL",');
    const text = ran.stdout.replaceAll(/\s+/gu, ' ');
    expect(text).toMatch(/\d+ cases, \d+ requests; at most about \d+ prompt tokens and \d+ completion tokens/u);
    expect(text).toContain('Nothing was sent.');
    // What several cases share, what is joined and what else it may take, and what it all is for.
    expect(ran.stdout).toMatch(/^errors\/wrong-key, auth\/bearer\.wrong-key \[openai\] POST/mu);
    expect(ran.stdout).toMatch(/^combined (?:penalties\/[\w.]+(?:, )?){3,} \[openai\] POST .*\n {2}else penalties\//mu);
    expect(text).toMatch(/If no combined request is accepted, \d+ more are sent, with about \d+ tokens\./u);
    for (const suite of ['basic', 'streaming', 'tools', 'penalties', 'errors', 'auth'])
      expect(ran.stdout).toMatch(new RegExp(`^│ ${suite} +│ \\d+ +│ \\d+ +│ ≤ \\d+`, 'mu'));
    expect(text).toMatch(/Total: \d+ claims tested\./u);
    expect(count()).toBe(0);
    expect(existsSync(folder)).toBe(false);
    const short = await conformance(['run', '--base-url', url, '--spec', 'openai', '--dry-run', '--out', folder]);
    expect(short.stdout).not.toContain('POST');
    expect(Math.max(...short.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('finds a model where none is named', async () => {
    const { baseUrl, key } = await serveForTest('openai');
    const folder = out();
    const args = ['run', '--base-url', baseUrl, '--spec', 'openai', '--only', 'basic/minimal', '--out', folder];
    const ran = await conformance(args, { CONFORMANCE_API_KEY: key });
    expect(ran.status).toBe(0);
    expect(readReport(folder).target.model).toBe('gpt-5.4');
  });

  it('reads the key from the variable that is named', async () => {
    const { baseUrl, key } = await serveForTest('greenpt');
    const args = ['run', '--base-url', baseUrl, '--spec', 'greenpt', '--only', 'basic/minimal', '--out', out()];
    expect((await conformance([...args, '--key-env', 'MY_KEY'], { MY_KEY: key })).status).toBe(0);
    const without = await conformance([...args, '--key-env', 'OTHER_KEY'], { MY_KEY: key });
    expect(without).toMatchObject({
      status: 2,
      stderr: '--key-env: OTHER_KEY is not set. Set it to the key, or name another variable.\n',
    });
  });
});

describe('the plan of a run', () => {
  it('skips costly cases to stay within 120 requests, and --all or --max-requests sends them', async () => {
    const args = ['run', '--reference', 'openai', '--spec', 'openai', '--dry-run'];
    const requests = async (...flags: readonly string[]): Promise<number> =>
      Number(/ cases,\s(\d+)\srequests;/u.exec((await conformance([...args, ...flags])).stdout)?.[1]);
    const [usual, all, limited] = [await requests(), await requests('--all'), await requests('--max-requests', '5000')];
    expect(usual).toBeLessThanOrEqual(120);
    expect(all).toBeGreaterThan(120);
    expect(limited).toBe(all);
  });

  it('names the target in the report', async () => {
    const folder = out();
    const args = ['run', '--reference', 'openai', '--spec', 'openai', '--only', 'basic/minimal', '--out', folder];
    await conformance([...args, '--name', 'staging']);
    expect(readReport(folder).target.name).toBe('staging');
  });
});

describe('a run that cannot be', () => {
  it('says that the endpoint is not there', async () => {
    const args = ['run', '--base-url', 'http://127.0.0.1:9/v1', '--spec', 'greenpt', '--out', out()];
    const ran = await conformance(args, { CONFORMANCE_API_KEY: 'sk-1' });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toMatch(
      /No connection to the endpoint \(ECONNREFUSED\): nothing listens at its address; start it, or/u,
    );
  });

  it('says that the key is refused, after a look at the ways to present it', async () => {
    const { baseUrl } = await serveForTest('greenpt');
    const folder = out();
    const args = ['run', '--base-url', baseUrl, '--spec', 'greenpt', '--out', folder];
    const ran = await conformance(args, { CONFORMANCE_API_KEY: 'sk-wrong' });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('The endpoint rejected the request: 401');
    expect(new Set(readReport(folder).results.map((result) => result.case.split('/')[0]))).toEqual(
      new Set(['auth', 'basic']),
    );
  });

  it('says where nothing diverged and too little was seen', async () => {
    const args = ['run', '--reference', 'greenpt', '--spec', 'openai', '--model', 'm', '--out', out()];
    const ran = await conformance([...args, '--only', 'tools/auto', 'tools/offered']);
    expect(ran.status).toBe(3);
    expect(ran.stdout).toContain('model-declined');
    expect(ran.stdout.replaceAll(/\s+/gu, ' ')).toContain(
      '67 % of the results are inconclusive (limit 20 %, --max-inconclusive)',
    );
    const generous = await conformance([...args, '--only', 'tools/auto', 'tools/offered', '--max-inconclusive', '70%']);
    expect(generous.status).toBe(0);
    expect(generous.stdout).toContain('2 inconclusive (67 %)');
  });

  it('ends well at Ctrl-C: what was seen until then is written and is a report', async () => {
    const folder = out();
    const running = startConformance([
      'run',
      '--reference',
      'openai',
      '--spec',
      'openai',
      '--concurrency',
      '1',
      '--out',
      folder,
    ]);
    await running.sees('stderr', /^25\/\d+ verdicts/mu);
    running.child.kill('SIGINT');
    const ran = await running.ended;
    expect(ran.status).toBe(130);
    expect(ran.stderr).toContain('Stopped early: the run was interrupted.');
    expect(ran.stderr).toContain(`run --resume ${folder}`);
    expect(ran.stdout).toContain('The run stopped early: the run was interrupted');
    const report: Report = readReport(folder);
    expect(complaints(report)).toEqual([]);
    expect(report.run.complete).toBe(false);
    expect(report.results.length).toBeGreaterThanOrEqual(25);
    expect(report.notRun.length).toBeGreaterThan(0);
    expect(report.results.filter(({ verdict }) => verdict !== 'conforms')).toEqual([]);
    expect(readLines(folder).at(-1)).toMatchObject({
      type: 'end',
      complete: false,
      stopped: { reason: 'interrupted' },
    });
  });
});
