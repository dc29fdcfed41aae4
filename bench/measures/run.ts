import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Report } from '../../src/core/model/report.js';
import { COMMAND } from '../kit/built.js';
import { delay } from '../kit/delay.js';
import { processorTime } from '../kit/processor-time.js';
import type { Row } from '../kit/row.js';
import { serve } from '../kit/serve.js';
import { planOf } from '../kit/steps.js';

const TIMES = [1, 4] as const;

/** A whole run: processor time against a bare loop, and wall time against the best schedule. */
export async function measureRun(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const { steps } = await planOf('openai');
  const file = join(folder, 'steps.json');
  await writeFile(file, JSON.stringify(steps));
  const served = await serve('openai');
  process.env['CONFORMANCE_API_KEY'] = served.key;
  try {
    return [
      ...(await againstBareLoop(served, file, folder, steps.length)),
      ...(await againstSchedule(served, file, folder)),
    ];
  } finally {
    served.close();
    await rm(folder, { recursive: true });
  }
}

type Served = Awaited<ReturnType<typeof serve>>;

async function againstBareLoop(served: Served, file: string, folder: string, requests: number): Promise<Row[]> {
  const run = (times: number) => [
    process.execPath,
    COMMAND,
    'run',
    '--base-url',
    served.baseUrl,
    '--spec',
    'openai',
    '--repeat',
    String(times),
    '--out',
    join(folder, 'run'),
  ];
  const bare = (times: number) => [
    process.execPath,
    resolve('.bench/bench/bare-loop.js'),
    file,
    served.baseUrl,
    served.key,
    String(times),
  ];
  const mine: number[] = [];
  const floor: number[] = [];
  for (const times of TIMES) {
    mine.push(await processorTime(3, run(times)));
    floor.push(await processorTime(3, bare(times)));
  }
  const perRequest = ([few = 0, many = 0]: readonly number[]) => (many - few) / (requests * (TIMES[1] - TIMES[0]));
  return [
    {
      what: `the run, whole process: ${requests} requests to a server that answers at once`,
      measured: `${(mine[0] ?? 0).toFixed(2)} s cpu`,
      floor: `undici loop that parses: ${(floor[0] ?? 0).toFixed(2)} s cpu`,
      ratio: (mine[0] ?? 0) / (floor[0] ?? 1),
      aim: { atMost: 1.3 },
    },
    {
      what: 'the run, each further request',
      measured: `${(perRequest(mine) * 1000).toFixed(2)} ms cpu`,
      floor: `undici loop that parses: ${(perRequest(floor) * 1000).toFixed(2)} ms cpu`,
      ratio: perRequest(mine) / perRequest(floor),
      aim: { atMost: 1.3 },
    },
  ];
}

const LATENCY = 200;

async function againstSchedule(served: Served, file: string, folder: string): Promise<Row[]> {
  const slow = await delay(served.baseUrl, LATENCY);
  const rows: Row[] = [];
  for (const concurrency of [4, 16]) {
    const out = join(folder, `slow-${concurrency}`);
    await processorTime(1, [
      process.execPath,
      COMMAND,
      'run',
      '--base-url',
      slow.baseUrl,
      '--spec',
      'openai',
      '--out',
      out,
      '--concurrency',
      String(concurrency),
    ]);
    const { run } = JSON.parse(await readFile(join(out, 'report.json'), 'utf8')) as Report;
    // Nothing else is asked before the control request was answered: no order can have it otherwise.
    const best = (1 + Math.ceil((run.requests - 1) / concurrency)) * LATENCY;
    const free = Math.ceil(run.requests / concurrency) * LATENCY;
    // What this machine makes of the best order of all, where nothing is done beside: shown, and not what the ratio is to.
    const loop = [resolve('.bench/bench/bare-loop.js'), file, slow.baseUrl, served.key, '1', String(concurrency)];
    const bare = Number((await promisify(execFile)(process.execPath, loop)).stdout);
    rows.push({
      what: `the run, a server that takes ${LATENCY} ms, ${concurrency} at once`,
      measured: `${(run.durationMs / 1000).toFixed(2)} s`,
      floor: `one request, then ${run.requests - 1} in the best order: ${(best / 1000).toFixed(2)} s (all at will: ${(free / 1000).toFixed(2)} s, by an undici loop ${(bare / 1000).toFixed(2)} s)`,
      ratio: run.durationMs / best,
      aim: { atMost: 1.1 },
    });
  }
  slow.close();
  return rows;
}
