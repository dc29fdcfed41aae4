import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Report } from '../../src/core/model/report.js';
import { COMMAND } from '../kit/built.js';
import { delay } from '../kit/delay.js';
import { median, medianRatio } from '../kit/median.js';
import { processorTime } from '../kit/processor-time.js';
import type { Row } from '../kit/row.js';
import { serve } from '../kit/serve.js';
import { planOf } from '../kit/steps.js';

/** The server and the files that all measurements of a run share. */
interface Bench {
  readonly baseUrl: string;
  readonly key: string;
  /** All requests of a run, for the bare loop. */
  readonly steps: string;
  readonly requests: number;
  readonly folder: string;
}

/** A run against a local reference provider: processor time per request, schedule, and the cost of `--quick`. */
export async function measureRun(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const { steps } = await planOf('openai');
  const file = join(folder, 'steps.json');
  await writeFile(file, JSON.stringify(steps));
  const served = await serve('openai');
  process.env['CONFORMANCE_API_KEY'] = served.key;
  const bench = { baseUrl: served.baseUrl, key: served.key, steps: file, requests: steps.length, folder };
  try {
    return [await furtherRequest(bench), await quick(bench), ...(await schedule(bench))];
  } finally {
    served.close();
    await rm(folder, { recursive: true });
  }
}

const run = (baseUrl: string, out: string, ...flags: readonly string[]): readonly string[] => [
  process.execPath,
  COMMAND,
  'run',
  '--base-url',
  baseUrl,
  '--spec',
  'openai',
  '--out',
  out,
  ...flags,
];

const bareLoop = ({ steps, key }: Bench, baseUrl: string, times: number, atOnce: number): readonly string[] => [
  process.execPath,
  resolve('.bench/bench/bare-loop.js'),
  steps,
  baseUrl,
  key,
  String(times),
  String(atOnce),
];

/** How often every request is sent, in a short and in a long process. The difference is the cost without the start. */
const [FEW, MANY] = [1, 4];

async function furtherRequest(bench: Bench): Promise<Row> {
  const out = join(bench.folder, 'repeated');
  const perRequest = async (command: (times: number) => readonly string[]): Promise<number> => {
    const few = await processorTime(3, command(FEW));
    return ((await processorTime(3, command(MANY))) - few) / (bench.requests * (MANY - FEW));
  };
  const pairs: (readonly [number, number])[] = [];
  for (let n = 0; n < 3; n += 1) {
    pairs.push([
      await perRequest((times) => run(bench.baseUrl, out, '--repeat', String(times))),
      await perRequest((times) => bareLoop(bench, bench.baseUrl, times, 4)),
    ]);
  }
  return {
    what: 'each further request',
    measured: `${(median(pairs.map(([mine]) => mine)) * 1000).toFixed(2)} ms cpu`,
    floor: `bare undici loop: ${(median(pairs.map(([, floor]) => floor)) * 1000).toFixed(2)} ms cpu`,
    ratio: medianRatio(pairs),
    aim: { atMost: 3.5 },
  };
}

async function quick({ baseUrl, folder }: Bench): Promise<Row> {
  const pairs: (readonly [number, number])[] = [];
  for (let n = 0; n < 5; n += 1) {
    const mine = await processorTime(1, run(baseUrl, join(folder, 'quick'), '--quick'));
    pairs.push([mine, await processorTime(1, run(baseUrl, join(folder, 'complete')))]);
  }
  return {
    what: '`--quick`',
    measured: `${median(pairs.map(([mine]) => mine)).toFixed(2)} s cpu`,
    floor: `complete run: ${median(pairs.map(([, floor]) => floor)).toFixed(2)} s cpu`,
    ratio: medianRatio(pairs),
    aim: { atMost: 0.5 },
  };
}

const LATENCY = 200;

async function schedule(bench: Bench): Promise<readonly Row[]> {
  const slow = await delay(bench.baseUrl, LATENCY);
  const rows: Row[] = [];
  for (const concurrency of [4, 16]) {
    const out = join(bench.folder, `slow-${concurrency}`);
    await processorTime(1, run(slow.baseUrl, out, '--concurrency', String(concurrency)));
    const report = JSON.parse(await readFile(join(out, 'report.json'), 'utf8')) as Report;
    const { requests, durationMs } = report.run;
    // The control request is sent first, alone.
    const best = (1 + Math.ceil((requests - 1) / concurrency)) * LATENCY;
    const [command = '', ...args] = bareLoop(bench, slow.baseUrl, 1, concurrency);
    const loop = Number((await promisify(execFile)(command, args)).stdout);
    rows.push({
      what: `server with ${LATENCY} ms latency, ${concurrency} at once`,
      measured: `${(durationMs / 1000).toFixed(2)} s`,
      floor: `best schedule: ${(best / 1000).toFixed(2)} s (bare undici loop: ${(loop / 1000).toFixed(2)} s)`,
      ratio: durationMs / best,
      aim: { atMost: 1.1 },
    });
  }
  slow.close();
  return rows;
}
