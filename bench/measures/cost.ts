import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../src/core/model/report.js';
import { COMMAND } from '../kit/built.js';
import { processorTime } from '../kit/processor-time.js';
import type { Row } from '../kit/row.js';

const MOST_REQUESTS = 120;
const MOST_TOKENS = 6000;

/** What a whole run costs, as the reference provider of each spec counts it. */
export async function measureCost(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const rows: Row[] = [];
  for (const id of ['openai', 'greenpt', 'cryptgpt', 'generalcompute', 'gpt-ge']) {
    const out = join(folder, id);
    await processorTime(1, [process.execPath, COMMAND, 'run', '--reference', id, '--spec', id, '--out', out]);
    const { run, claims } = JSON.parse(await readFile(join(out, 'report.json'), 'utf8')) as Report;
    const tokens = run.tokens.prompt + run.tokens.completion;
    const met = claims.filter(({ status }) => status === 'met').length;
    rows.push(
      {
        what: `cost of a run, ${id}: requests`,
        measured: `${run.requests} requests, ${(met / run.requests).toFixed(2)} claims met by each`,
        floor: `${MOST_REQUESTS}`,
        ratio: run.requests / MOST_REQUESTS,
        aim: { atMost: 1 },
      },
      {
        what: `cost of a run, ${id}: tokens`,
        measured: `${run.tokens.prompt} prompt, ${run.tokens.completion} completion`,
        floor: `${MOST_TOKENS}`,
        ratio: tokens / MOST_TOKENS,
        aim: { atMost: 1 },
      },
    );
  }
  await rm(folder, { recursive: true });
  return rows;
}
