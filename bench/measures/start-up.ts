import { COMMAND } from '../kit/built.js';
import { median, medianRatio } from '../kit/median.js';
import { processorTime } from '../kit/processor-time.js';
import type { Row } from '../kit/row.js';

/** `conformance --help` against a Node that does nothing: processor time of whole processes. */
export async function measureStartUp(): Promise<readonly Row[]> {
  const pairs: (readonly [number, number])[] = [];
  for (let n = 0; n < 7; n += 1) {
    const mine = await processorTime(5, [process.execPath, COMMAND, '--help']);
    pairs.push([mine, await processorTime(5, [process.execPath, '-e', '0'])]);
  }
  return [
    {
      what: '`conformance --help`',
      measured: `${(median(pairs.map(([mine]) => mine)) * 1000).toFixed(0)} ms cpu`,
      floor: `\`node -e 0\`: ${(median(pairs.map(([, floor]) => floor)) * 1000).toFixed(0)} ms cpu`,
      ratio: medianRatio(pairs),
      aim: { atMost: 1.6 },
    },
  ];
}
