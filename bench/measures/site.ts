import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../src/core/model/report.js';
import { peakOnce } from '../kit/peak-memory.js';
import type { Row } from '../kit/row.js';

const RUNS = 1000;
const ALLOWED = 600 * 1024 * 1024;
const HOUR = 60 * 60 * 1000;

/** The peak memory of `conformance matrix` for the published reports, repeated as the runs of a thousand targets. */
export async function measureSite(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const files = (await readdir('reports', { recursive: true })).filter((file) => file.endsWith('report.json'));
  const reports = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(join('reports', file), 'utf8')) as Report),
  );
  const folders: string[] = [];
  for (let n = 0; n < RUNS; n++) {
    const report = reports[n % reports.length];
    if (report === undefined) throw new Error('There are no published reports');
    const startedAt = new Date(Date.parse(report.run.startedAt) - n * HOUR).toISOString();
    const run = join(folder, `target-${n}`);
    folders.push(run);
    await mkdir(run);
    await writeFile(join(run, 'report.json'), JSON.stringify({ ...report, run: { ...report.run, startedAt } }));
    await writeFile(join(run, 'target.json'), JSON.stringify({ name: `target-${n}` }));
  }
  const peak = await peakOnce(['matrix', ...folders, '--out', join(folder, 'site')]);
  await rm(folder, { recursive: true });
  return [
    {
      what: 'memory for a site of 1,000 runs',
      measured: `${(peak / 1024 / 1024).toFixed(0)} MB`,
      floor: '600 MB',
      ratio: peak / ALLOWED,
      aim: { atMost: 1 },
    },
  ];
}
