import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMAND } from '../kit/built.js';
import { processorTime } from '../kit/processor-time.js';
import type { Row } from '../kit/row.js';
import { serve } from '../kit/serve.js';

/** By how much the larger input of each row is larger. */
const TIMES = 10;

/** What reads records, on a small one and on one ten times as large: how the work grows. */
export async function measureLinear(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const served = await serve('openai');
  process.env['CONFORMANCE_API_KEY'] = served.key;
  const run = async (out: string, ...more: readonly string[]): Promise<string> => {
    const into = join(folder, out);
    await conformance('run', '--base-url', served.baseUrl, '--spec', 'openai', '--out', into, ...more);
    return into;
  };
  try {
    return [await judgeRow(folder, run), await mergeRow(folder, run), await matrixRow(folder, run)];
  } finally {
    served.close();
    await rm(folder, { recursive: true });
  }
}

type Run = (out: string, ...more: readonly string[]) => Promise<string>;

/** Captures of a thousand and of ten thousand exchanges, each a case of its own. */
async function judgeRow(folder: string, run: Run): Promise<Row> {
  const record = await readFile(join(await run('few', '--suite', 'basic'), 'results.ndjson'), 'utf8');
  const lines = record.trimEnd().split('\n');
  const exchanges = lines.filter((line) => line.startsWith('{"type":"exchange"'));
  const judge = async (count: number): Promise<number> => {
    // The same exchanges under new numbers, without the plan they were sent for.
    const many = Array.from({ length: count }, (_, id) => {
      const line = exchanges[id % exchanges.length] ?? '';
      return line.replace(/"id":\d+/, `"id":${id}`).replace(/"case":"[^"]*"/, `"case":"capture/${id}"`);
    });
    const file = join(folder, `${count}.ndjson`);
    await writeFile(file, `${[lines[0], ...many].join('\n')}\n`);
    return conformance('judge', file, '--spec', 'openai', '--out', join(folder, `judged-${count}`));
  };
  return row('judge: 10,000 exchanges', 'for 1,000', await judge(1000), await judge(1000 * TIMES));
}

/** The three parts of a run that asks everything twice, and of one that asks it twenty times. */
async function mergeRow(folder: string, run: Run): Promise<Row> {
  const merge = async (repeat: number): Promise<number> => {
    const parts = ['1/3', '2/3', '3/3'].map((part) =>
      run(`part-${repeat}-${part[0]}`, '--repeat', String(repeat), '--shard', part),
    );
    return conformance('merge', ...(await Promise.all(parts)), '--out', join(folder, `merged-${repeat}`));
  };
  return row('merge: 3 parts of 20 × 120 requests', 'for 2 × 120', await merge(2), await merge(2 * TIMES));
}

/** The site of three runs, and of thirty. */
async function matrixRow(folder: string, run: Run): Promise<Row> {
  const whole = await run('whole');
  const build = async (count: number): Promise<number> => {
    const runs = Array.from({ length: count }, (_, n) => join(folder, `target-${count}-${n}`));
    await Promise.all(runs.map((each) => cp(whole, each, { recursive: true })));
    return conformance('matrix', ...runs, '--out', join(folder, `site-${count}`));
  };
  return row('matrix: the site of 30 runs', 'for 3', await build(3), await build(3 * TIMES));
}

function conformance(...args: readonly string[]): Promise<number> {
  return processorTime(1, [process.execPath, COMMAND, ...args]);
}

function row(what: string, few: string, seconds: number, more: number): Row {
  return {
    what: `${what}, against ten times that ${few}`,
    measured: `${more.toFixed(1)} s cpu`,
    floor: `${seconds.toFixed(1)} s cpu ${few}`,
    ratio: more / (TIMES * seconds),
    aim: { atMost: 1.3 },
  };
}
