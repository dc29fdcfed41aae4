import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMAND } from '../kit/built.js';
import { processorTime } from '../kit/processor-time.js';
import type { Row } from '../kit/row.js';

/** `judge` on a record of a few hundred exchanges, and on one of ten thousand: how the work grows. */
export async function measureLinear(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const out = join(folder, 'run');
  const own = [process.execPath, COMMAND];
  await processorTime(1, [
    ...own,
    'run',
    '--reference',
    'openai',
    '--spec',
    'openai',
    '--suite',
    'basic',
    '--out',
    out,
  ]);
  const lines = (await readFile(join(out, 'results.ndjson'), 'utf8')).trimEnd().split('\n');
  const exchanges = lines.filter((line) => line.startsWith('{"type":"exchange"'));
  const measured: { readonly count: number; readonly seconds: number }[] = [];
  for (const count of [1000, 10_000]) {
    // The same exchanges under new numbers, without the plan they were sent for: each is a case of its own.
    const many = Array.from({ length: count }, (_, id) => {
      const line = exchanges[id % exchanges.length] ?? '';
      return line.replace(/"id":\d+/, `"id":${id}`).replace(/"case":"[^"]*"/, `"case":"capture/${id}"`);
    });
    const file = join(folder, `${count}.ndjson`);
    await writeFile(file, `${[lines[0], ...many].join('\n')}\n`);
    const command = [...own, 'judge', file, '--spec', 'openai', '--out', join(folder, `judged-${count}`)];
    measured.push({ count, seconds: await processorTime(1, command) });
  }
  await rm(folder, { recursive: true });
  const [few, many] = measured;
  return [
    {
      what: 'judge: 10,000 exchanges, against ten times 1,000',
      measured: `${(many?.seconds ?? 0).toFixed(1)} s cpu`,
      floor: `${(few?.seconds ?? 0).toFixed(1)} s cpu for 1,000`,
      ratio: (many?.seconds ?? 0) / (10 * (few?.seconds ?? 1)),
      aim: { atMost: 1.3 },
    },
  ];
}
