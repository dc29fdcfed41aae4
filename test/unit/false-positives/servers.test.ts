import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/model/json.js';
import type { Hooks } from '../../../src/reference/openai-chat/hooks.js';
import type { Reply } from '../../../src/reference/reply.js';
import { isObject } from '../../../src/reference/sample.js';
import { deltaOf, eachChoice, everywhere, withDelta, withMessage } from './support/edit.js';
import { divergenceLines, resultsOf } from './support/results.js';
import { underSpecs } from './support/under-specs.js';

const inBodies = (edit: (text: string) => string): Hooks => ({
  reply: (reply: Reply, { requested }) =>
    requested === null || requested.stream
      ? reply
      : {
          ...reply,
          headers: reply.headers.filter(([name]) => name !== 'content-length'),
          writes: reply.writes.map(({ afterMs, data }) => ({ afterMs, data: edit(String(data)) })),
        },
});
const inUsage =
  (more: JsonObject): ((document: JsonObject) => JsonObject) =>
  (document) =>
    isObject(document['usage']) ? { ...document, usage: { ...document['usage'], ...more } } : document;
const TIMINGS: Json = { prompt_n: 12, prompt_ms: 3.4, predicted_n: 2, predicted_ms: 8.9, predicted_per_second: 224.7 };

/** Servers and gateways that add something to faithful answers. */
const SERVERS: Readonly<Record<string, Hooks>> = {
  'vLLM: kv transfer, stop_reason, token ids': everywhere((body) => ({
    ...eachChoice(body, (choice) => ({ ...choice, stop_reason: null, token_ids: null })),
    prompt_logprobs: null,
    kv_transfer_params: null,
  })),
  'llama.cpp: timings': everywhere((body) => ({ ...body, timings: TIMINGS })),
  'Groq: x_groq, usage times': everywhere((body) =>
    inUsage({ queue_time: 0.01, prompt_time: 0.002, completion_time: 0.004, total_time: 0.006 })({
      ...body,
      x_groq: { id: 'req_01jx' },
    }),
  ),
  'DeepSeek: keep-alive comments before and between events': {
    frames: (frames) => [
      ': keep-alive\n\n',
      ': keep-alive\n\n',
      ...frames.flatMap((frame) => [': keep-alive\n\n', frame]),
    ],
  },
  'DeepSeek: blank lines before the JSON': inBodies((text) => `\n\n\n${text}`),
  'DeepSeek: reasoning_content, cache counts': {
    ...everywhere(inUsage({ prompt_cache_hit_tokens: 0, prompt_cache_miss_tokens: 9 })),
    response: (body) => eachChoice(body, (choice) => withMessage(choice, { reasoning_content: 'Let me see.' })),
    chunks: (chunks) =>
      chunks.map((chunk) =>
        eachChoice(chunk, (choice) =>
          choice['finish_reason'] === null ? withDelta(choice, { reasoning_content: null }) : choice,
        ),
      ),
  },
  'OpenRouter: comments, provider, native_finish_reason, cost': {
    ...everywhere((body) =>
      inUsage({ cost: 0.000_014, is_byok: false })({
        ...eachChoice(body, (choice) => ({ ...choice, native_finish_reason: choice['finish_reason'] ?? null })),
        provider: 'Somebody',
      }),
    ),
    frames: (frames) => [': OPENROUTER PROCESSING\n\n', ...frames],
  },
  'Azure: content_filter_results in each choice, prompt_filter_results in the body': {
    response: (body) => ({
      ...eachChoice(body, (choice) => ({
        ...choice,
        content_filter_results: { hate: { filtered: false, severity: 'safe' } },
      })),
      prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }],
    }),
    chunks: (chunks) =>
      chunks.map((chunk) => eachChoice(chunk, (choice) => ({ ...choice, content_filter_results: {} }))),
  },
  'content null in deltas that say nothing': {
    chunks: (chunks) =>
      chunks.map((chunk) =>
        eachChoice(chunk, (choice) =>
          deltaOf(choice)['content'] === undefined && choice['finish_reason'] === null
            ? withDelta(choice, { content: null })
            : choice,
        ),
      ),
  },
  'pretty-printed JSON with a newline at its end': inBodies((text) => `${JSON.stringify(JSON.parse(text), null, 2)}\n`),
  'escaped non-ASCII': inBodies((text) =>
    text.replaceAll(/[^\u0000-\u007f]/gu, (letter) =>
      [...Array(letter.length).keys()].map((n) => `\\u${letter.charCodeAt(n).toString(16).padStart(4, '0')}`).join(''),
    ),
  ),
  'keys in another order': everywhere((body) => Object.fromEntries(Object.entries(body).toReversed())),
  'headers of a gateway and a CDN': {
    reply: (reply) => ({
      ...reply,
      headers: [
        ...reply.headers,
        ['server', 'cloudflare'],
        ['cf-ray', '8f0c-FRA'],
        ['set-cookie', 'a=b; Path=/; HttpOnly'],
        ['set-cookie', 'c=d; Path=/; HttpOnly'],
        ['alt-svc', 'h3=":443"; ma=86400'],
        ['vary', 'Origin, Accept-Encoding'],
        ['x-ratelimit-limit-requests', '10000'],
        ['strict-transport-security', 'max-age=31536000'],
      ],
    }),
  },
  'a charset after the media type': {
    reply: (reply) => ({
      ...reply,
      headers: reply.headers.map(([name, value]) => [
        name,
        name === 'content-type' ? `${value.split(';')[0]}; charset=UTF-8` : value,
      ]),
    }),
  },
  'CRLF at the ends of lines': { frames: (frames) => frames.map((frame) => frame.replaceAll('\n', '\r\n')) },
  'no space after data:': { frames: (frames) => frames.map((frame) => frame.replace('data: ', 'data:')) },
  'numbered events': { frames: (frames) => frames.map((frame, n) => `id: ${n}\n${frame}`) },
  'many events in one write': { frames: (frames) => [frames.join('')] },
  'one byte at a time': {
    reply: (reply, { requested }) =>
      requested?.stream === true
        ? {
            ...reply,
            writes: reply.writes.flatMap(({ data }) =>
              [...Buffer.from(data)].map((byte) => ({ afterMs: 0, data: Uint8Array.of(byte) })),
            ),
          }
        : reply,
  },
  'a slow first token': {
    reply: (reply) => ({
      ...reply,
      writes: reply.writes.map((write, n) => (n === 0 ? { ...write, afterMs: 20_000 } : write)),
    }),
  },
  'ids of another form': {
    ...everywhere((body) => ({ ...body, id: `gen-${String(body['id']).slice(-10)}` })),
  },
  'arguments "{}" in one piece, with the name': {
    chunks: (chunks) => {
      const merged: JsonObject[] = [];
      for (const chunk of chunks) {
        const calls = (chunk['choices'] as JsonObject[]).flatMap(
          (choice) => (deltaOf(choice)['tool_calls'] ?? []) as JsonObject[],
        );
        const before = merged.at(-1);
        const open = ((before?.['choices'] ?? []) as JsonObject[]).flatMap(
          (choice) => (deltaOf(choice)['tool_calls'] ?? []) as JsonObject[],
        )[0];
        const [call] = calls;
        if (call === undefined || open === undefined || call['index'] !== open['index'] || call['id'] !== undefined) {
          merged.push(structuredClone(chunk));
          continue;
        }
        const [opened, more] = [open['function'] as Record<string, Json>, call['function'] as JsonObject];
        opened['arguments'] = `${String(opened['arguments'])}${String(more['arguments'])}`;
      }
      return merged;
    },
  },
};

describe('a server has no divergence for', () => {
  it.each(underSpecs(SERVERS))('under %s: %s', (spec, _, hooks, part) => {
    expect(divergenceLines(resultsOf(spec, hooks, { only: /^(?:basic|streaming|tools)\//, part }))).toEqual([]);
  });
});
