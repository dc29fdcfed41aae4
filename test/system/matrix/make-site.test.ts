import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeReport } from '../../../src/core/report/make-report.js';
import { encodeEvent } from '../../../src/io/record/event-codec.js';
import { makeSite } from '../../../src/site/make-site.js';
import { makeEvents } from '../../unit/matrix/make-events.js';
import { NOW } from '../../unit/matrix/make-site.js';

let top: string;
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'site-'));
});
afterEach(() => rm(top, { recursive: true, force: true }));

/** Leaves a run's folder, with its record or with its report alone. */
async function leaveRun(name: string, record: boolean, target?: unknown): Promise<string> {
  const folder = join(top, name);
  const events = makeEvents();
  await mkdir(folder);
  await writeFile(join(folder, 'report.json'), JSON.stringify(makeReport(events)));
  if (record)
    await writeFile(join(folder, 'results.ndjson'), events.map((event) => `${encodeEvent(event)}\n`).join(''));
  if (target !== undefined) await writeFile(join(folder, 'target.json'), JSON.stringify(target));
  return folder;
}

const build = (...runs: readonly string[]) => makeSite({ runs, out: join(top, 'site'), title: 'T', now: NOW });
const page = (path: string): Promise<string> => readFile(join(top, 'site', path), 'utf8');

describe('makeSite', () => {
  test('shows the evidence of a run, and the verdicts of a report alone', async () => {
    const about = { name: 'Acme', version: '1', url: null, spec: 'acme' };
    const complete = await leaveRun('whole', true, about);
    const alone = await leaveRun('alone', false, { ...about, name: 'Beta' });
    await expect(build(complete, join(alone, 'report.json'))).resolves.toMatchObject({ value: { targets: 2 } });
    await expect(page('r/acme-1-20261120/streaming.minimal.html')).resolves.toContain('&quot;index&quot;: (missing)');
    await expect(page('r/beta-1-20261120/streaming.minimal.html')).resolves.toContain('are not part of the site');
  });

  test('deletes the pages of an earlier build and no other files', async () => {
    const run = await leaveRun('run', true);
    await build(run);
    await writeFile(join(top, 'site', 'f', 'old.html'), 'old');
    await writeFile(join(top, 'site', 'CNAME'), 'example.org');
    await build(run);
    expect(existsSync(join(top, 'site', 'f', 'old.html'))).toBe(false);
    await expect(page('CNAME')).resolves.toBe('example.org');
  });

  test('refuses a folder with other files', async () => {
    const run = await leaveRun('run', true);
    await mkdir(join(top, 'site'));
    await writeFile(join(top, 'site', 'thesis.txt'), 'mine');
    await expect(build(run)).resolves.toMatchObject({
      errors: [{ reason: 'It contains files that are not part of a site of this command.' }],
    });
  });

  test('reports what is wrong with each input, and writes nothing', async () => {
    const run = await leaveRun('run', true, { name: '' });
    const made = await build(run, join(top, 'nowhere'));
    expect('errors' in made ? made.errors.map(({ file }) => file.slice(top.length)) : made).toEqual([
      '/run/target.json',
      '/nowhere/report.json',
    ]);
    expect(existsSync(join(top, 'site'))).toBe(false);
  });
});
