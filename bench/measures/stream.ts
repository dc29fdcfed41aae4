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
import { makeStream, type Stream } from '../kit/make-stream.js';
import { planOf } from '../kit/steps.js';

type Fits = (value: Json) => boolean;

/** Streams by what their chunks bring, and how many chunks they have. */
const STREAMS: readonly (readonly [name: Stream, chunks: number])[] = [
  ['text', 100],
  ['text', 1000],
  ['text', 10_000],
  ['padded text', 1000],
  ['two choices', 1000],
  ['a tool call', 1000],
  ['log probabilities', 1000],
];

/** How long each side runs before the first is timed: until the engine has compiled what it will, some 20,000 answers. */
const WARM_UP = 8000;

/** Judging a stream against what nobody can leave out: its events parsed, its chunks parsed and held to the schema. */
export async function measureStream(): Promise<readonly Row[]> {
  const { judge: judgeCase } = await built<{ judge: typeof judge }>('index.js');
  const { spec, cases } = await planOf('openai');
  const minimal = cases.find(({ id }) => id === 'streaming/minimal');
  if (minimal === undefined) throw new Error('No case asks for a plain stream');
  const asked = { ...minimal, stimulus: null };
  const { chunk: fits } = createRequire(import.meta.url)(resolve('dist/compiled/openai.cjs')) as { chunk: Fits };
  const rows: Row[] = [];
  for (const [name, chunks] of STREAMS) {
    const exchange = makeStream(asked, name, chunks);
    const times = Math.max(1, Math.ceil(20_000 / chunks));
    const judging = (): void => judgeOne(judgeCase, asked, spec, exchange);
    const reading = (): void => readBare(exchange, fits);
    const isFirst = rows.length === 0;
    for (const act of isFirst ? [judging, reading] : []) for (let spent = 0; spent < WARM_UP;) spent += time(1, act);
    const pairs: (readonly [number, number])[] = [];
    for (let n = 0; n < 9; n += 1) pairs.push([time(times, judging), time(times, reading)]);
    const [mine, floor] = [0, 1].map((side) => Math.min(...pairs.map((pair) => pair[side] ?? 0)) / (times * chunks));
    rows.push({
      what: `judging a stream of ${chunks} chunks: ${name}`,
      measured: `${perSecond(mine)} chunks/s`,
      floor: `parsed and validated alone: ${perSecond(floor)} chunks/s`,
      ratio: 1 / medianRatio(pairs),
      aim: { atLeast: 0.3 },
    });
  }
  return rows;
}

function judgeOne(judgeCase: typeof judge, asked: Case, spec: Spec, exchange: Exchange): void {
  const { verdict, divergences } = judgeCase({ case: asked, spec, exchanges: [{ ...exchange }], controlWorks: true });
  if (verdict !== 'conforms')
    throw new Error(`The faithful stream is said to be ${verdict}: ${JSON.stringify(divergences)}`);
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
  if (good === 0) throw new Error('The faithful stream fits no schema');
}

/** Milliseconds of so many times. */
function time(times: number, act: () => void): number {
  const began = performance.now();
  for (let n = 0; n < times; n += 1) act();
  return performance.now() - began;
}

function perSecond(ms: number | undefined): string {
  return Math.round(1000 / (ms ?? 1)).toLocaleString('en');
}
