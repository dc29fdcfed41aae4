import type { Case } from '../../src/core/model/case.js';
import type { Exchange } from '../../src/core/model/exchange.js';

const BASE = {
  id: 'chatcmpl-B1',
  object: 'chat.completion.chunk',
  created: 1_790_000_000,
  model: 'reference',
  service_tier: 'default',
  system_fingerprint: 'fp_1',
};

/** A text stream as OpenAI documents it, one chunk per read. */
export function makeStream({ id, steps }: Case, chunks: number): Exchange {
  const [step] = steps;
  const encoder = new TextEncoder();
  const events = [...Array.from({ length: chunks }, (_, n) => chunkOf(n, chunks)), '[DONE]'];
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

function chunkOf(n: number, chunks: number): string {
  const isLast = n === chunks - 1;
  const first = { role: 'assistant', content: '', refusal: null };
  const delta = isLast ? {} : n === 0 ? first : { content: ` w${n}` };
  const choice = { index: 0, delta, logprobs: null, finish_reason: isLast ? 'length' : null };
  return JSON.stringify({ ...BASE, choices: [choice] });
}
