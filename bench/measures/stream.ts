import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { createParser } from 'eventsource-parser';
import type { judge } from '../../src/core/judge/judge.js';
import type { Case } from '../../src/core/model/case.js';
import type { Exchange } from '../../src/core/model/exchange.js';
import type { Json } from '../../src/core/model/json.js';
import type { Spec } from '../../src/core/model/spec.js';
import { built } from '../kit/built.js';
import { medianRatio } from '../kit/median.js';
import type { Row } from '../kit/row.js';
import { makeStream } from '../kit/make-stream.js';
import { planOf } from '../kit/steps.js';

type Fits = (value: Json) => boolean;

/** Milliseconds that each side runs before it is timed: until the engine has compiled both. */
const WARM_UP = 8000;
const CHUNKS = 1000;
/** Streams per measurement. */
const TIMES = 20;

/** Judging a stream against the work that every client does: parse events, parse JSON, validate against the schema. */
export async function measureStream(): Promise<readonly Row[]> {
  const { judge: judgeCase } = await built<{ judge: typeof judge }>('index.js');
  const { spec, cases } = await planOf('openai');
  const minimal = cases.find(({ id }) => id === 'streaming/minimal');
  if (minimal === undefined) throw new Error('The plan has no case streaming/minimal');
  const testCase = { ...minimal, stimulus: null };
  const { chunk: fits } = createRequire(import.meta.url)(resolve('dist/compiled/openai.cjs')) as { chunk: Fits };
  const exchange = makeStream(testCase, CHUNKS);
  const judging = (): void => judgeOne(judgeCase, testCase, spec, exchange);
  const reading = (): void => readBare(exchange, fits);
  for (const act of [judging, reading]) for (let spent = 0; spent < WARM_UP;) spent += time(1, act);
  const pairs: (readonly [number, number])[] = [];
  for (let n = 0; n < 9; n += 1) pairs.push([time(TIMES, judging), time(TIMES, reading)]);
  const [mine, floor] = [0, 1].map((side) => Math.min(...pairs.map((pair) => pair[side] ?? 0)) / (TIMES * CHUNKS));
  return [
    {
      what: `judging a stream of ${CHUNKS.toLocaleString('en')} chunks`,
      measured: `${perSecond(mine)} chunks/s`,
      floor: `parse and validate: ${perSecond(floor)} chunks/s`,
      ratio: 1 / medianRatio(pairs),
      aim: { atLeast: 0.3 },
    },
  ];
}

function judgeOne(judgeCase: typeof judge, testCase: Case, spec: Spec, exchange: Exchange): void {
  const { verdict, divergences } = judgeCase({
    case: testCase,
    spec,
    exchanges: [{ ...exchange }],
    controlWorks: true,
  });
  if (verdict !== 'conforms') throw new Error(`The conforming stream got ${verdict}: ${JSON.stringify(divergences)}`);
}

function readBare({ response }: Exchange, fits: Fits): void {
  let good = 0;
  const parser = createParser({
    onEvent: ({ data }) => {
      if (data !== '[DONE]' && fits(JSON.parse(data) as Json)) good += 1;
    },
  });
  const decoder = new TextDecoder();
  for (const { bytes } of response?.body ?? []) parser.feed(decoder.decode(bytes, { stream: true }));
  if (good === 0) throw new Error('No chunk matches the schema');
}

/** Milliseconds for a number of calls. */
function time(times: number, act: () => void): number {
  const began = performance.now();
  for (let n = 0; n < times; n += 1) act();
  return performance.now() - began;
}

function perSecond(ms: number | undefined): string {
  return Math.round(1000 / (ms ?? 1)).toLocaleString('en');
}
