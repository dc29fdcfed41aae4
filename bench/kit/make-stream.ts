import type { Case } from '../../src/core/model/case.js';
import type { Exchange } from '../../src/core/model/exchange.js';
import type { Json, JsonObject } from '../../src/core/model/json.js';

/** What the chunks of a stream bring. */
export type Stream = 'text' | 'padded text' | 'two choices' | 'a tool call' | 'log probabilities';

const BASE = {
  id: 'chatcmpl-B1',
  object: 'chat.completion.chunk',
  created: 1_790_000_000,
  model: 'reference',
  service_tier: 'default',
  system_fingerprint: 'fp_1',
};

const TOOL = { type: 'function', function: { name: 'note', parameters: { type: 'object', properties: {} } } };

/** What a stream asks for beside what the case does. */
const ASKED: Readonly<Record<Stream, JsonObject>> = {
  text: {},
  'padded text': {},
  'two choices': { n: 2 },
  'a tool call': { tools: [TOOL], tool_choice: { type: 'function', function: { name: 'note' } } },
  'log probabilities': { logprobs: true, top_logprobs: 2 },
};

/** A stream of so many chunks as OpenAI documents it, one chunk a read. */
export function makeStream({ id, steps }: Case, stream: Stream, chunks: number): Exchange {
  const [step] = steps;
  const encoder = new TextEncoder();
  const events = [...Array.from({ length: chunks }, (_, n) => chunkOf(stream, n, chunks)), '[DONE]'];
  return {
    id: 0,
    case: id,
    step: 0,
    attempt: 0,
    startedAt: new Date(BASE.created * 1000).toISOString(),
    request: {
      method: 'POST',
      url: 'http://127.0.0.1/v1/chat/completions',
      headers: [['content-type', 'application/json']],
      body: JSON.stringify({ ...step?.body, max_tokens: chunks, ...ASKED[stream] }),
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
      body: events.map((data, n) => ({ ms: 5 + n, bytes: encoder.encode(`data: ${data}\n\n`) })),
      encoded: null,
    },
    end: 'complete',
    endCode: null,
    ms: 5 + chunks,
    timed: true,
    raw: true,
  };
}

function chunkOf(stream: Stream, n: number, chunks: number): string {
  const several = stream === 'two choices' ? 2 : 1;
  const isFirst = n < several;
  const isLast = n >= chunks - several;
  const choice = {
    index: n % several,
    delta: isLast ? {} : deltaOf(stream, n, isFirst, n === chunks - several - 1),
    logprobs: stream === 'log probabilities' && !isFirst && !isLast ? logprobsOf(n) : null,
    finish_reason: isLast ? (stream === 'a tool call' ? 'stop' : 'length') : null,
  };
  const padding = stream === 'padded text' ? { obfuscation: 'x'.repeat(n % 7) } : {};
  return JSON.stringify({ ...BASE, choices: [choice], ...padding });
}

function deltaOf(stream: Stream, n: number, isFirst: boolean, isEnd: boolean): Json {
  if (stream !== 'a tool call') {
    return isFirst ? { role: 'assistant', content: '', refusal: null } : { content: textOf(n) };
  }
  if (!isFirst) return { tool_calls: [{ index: 0, function: { arguments: isEnd ? '"}' : textOf(n) } }] };
  const call = { index: 0, id: 'call_1', type: 'function', function: { name: 'note', arguments: '{"text":"' } };
  return { role: 'assistant', content: null, tool_calls: [call], refusal: null };
}

function textOf(n: number): string {
  return ` w${n}`;
}

function logprobsOf(n: number): Json {
  const tokens = [textOf(n), textOf(n + 1)].map((token, at) => ({
    token,
    logprob: -(n % 97) / 1024 - at,
    bytes: [...new TextEncoder().encode(token)],
  }));
  return { content: [{ ...tokens[0], top_logprobs: tokens }], refusal: null };
}
