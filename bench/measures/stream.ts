import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { createParser } from 'eventsource-parser';
import type { judge } from '../../src/core/checks/judge.js';
import type { Case } from '../../src/core/model/case.js';
import type { Exchange } from '../../src/core/model/exchange.js';
import type { Json } from '../../src/core/model/json.js';
import type { Spec } from '../../src/core/model/spec.js';
import { built } from '../kit/built.js';
import { medianRatio } from '../kit/median.js';
import type { Row } from '../kit/row.js';
import { planOf } from '../kit/steps.js';

type Fits = (value: Json) => boolean;

/** Judging a stream against what nobody can leave out: its events parsed, its chunks parsed and held to the schema. */
export async function measureStream(): Promise<readonly Row[]> {
  const { judge: judgeCase } = await built<{ judge: typeof judge }>('index.js');
  const { spec, cases } = await planOf('openai');
  const asked = cases.find(({ id }) => id === 'streaming/basic') ?? cases.find(({ steps }) => steps[0]?.stream);
  if (asked === undefined) throw new Error('No case asks for a stream');
  const { chunk: fits } = createRequire(import.meta.url)(resolve('dist/compiled/openai.cjs')) as { chunk: Fits };
  const rows: Row[] = [];
  for (const chunks of [100, 1000, 10_000]) {
    const exchange = makeStream(asked, chunks);
    const times = Math.max(1, Math.ceil(20_000 / chunks));
    const pairs: (readonly [number, number])[] = [];
    for (let n = 0; n < 9; n += 1) {
      pairs.push([
        time(times, () => judgeOne(judgeCase, asked, spec, exchange)),
        time(times, () => readBare(exchange, fits)),
      ]);
    }
    const [mine, floor] = [0, 1].map((side) => Math.min(...pairs.map((pair) => pair[side] ?? 0)) / (times * chunks));
    rows.push({
      what: `judging a stream of ${chunks} chunks`,
      measured: `${perSecond(mine)} chunks/s`,
      floor: `parsed and validated alone: ${perSecond(floor)} chunks/s`,
      ratio: 1 / medianRatio(pairs),
      aim: { atLeast: 0.6 },
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

/** A stream as OpenAI documents it, one chunk a read. */
function makeStream({ id, steps }: Case, chunks: number): Exchange {
  const [step] = steps;
  const base = {
    id: 'chatcmpl-B1',
    object: 'chat.completion.chunk',
    created: Math.floor(Date.now() / 1000),
    model: 'reference',
    service_tier: 'default',
    system_fingerprint: 'fp_1',
  };
  const delta = (n: number) =>
    n === 0 ? { role: 'assistant', content: '', refusal: null } : n === chunks - 1 ? {} : { content: ` w${n}` };
  const events = Array.from({ length: chunks }, (_, n) => {
    const choice = { index: 0, delta: delta(n), logprobs: null, finish_reason: n === chunks - 1 ? 'length' : null };
    return `data: ${JSON.stringify({ ...base, choices: [choice] })}\n\n`;
  });
  const encoder = new TextEncoder();
  return {
    id: 0,
    case: id,
    step: 0,
    attempt: 0,
    startedAt: new Date().toISOString(),
    request: {
      method: 'POST',
      url: 'http://127.0.0.1/v1/chat/completions',
      headers: [['content-type', 'application/json']],
      body: JSON.stringify({ ...step?.body, max_tokens: chunks }),
      auth: { kind: 'valid', scheme: 'bearer' },
    },
    response: {
      status: 200,
      statusText: 'OK',
      headers: [
        ['content-type', 'text/event-stream; charset=utf-8'],
        ['x-request-id', 'req_1'],
        ['openai-processing-ms', '5'],
      ],
      body: [...events, 'data: [DONE]\n\n'].map((text, n) => ({ ms: 5 + n, bytes: encoder.encode(text) })),
      encoded: null,
    },
    end: 'complete',
    endCode: null,
    ms: 5 + chunks,
    timed: true,
    raw: true,
  };
}
