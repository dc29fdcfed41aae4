import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checks } from '../../../../src/core/judge/checks.js';
import type { JsonObject } from '../../../../src/core/model/json.js';
import { chatSpec } from '../../../support/chat-spec.js';
import { chunk, completion, type ExchangeParts } from '../../../support/exchange.js';
import { judgeExchange, reportsIn } from '../../../support/judge-exchange.js';
import { propertyRuns } from '../../../support/property-runs.js';

const params: Readonly<Record<string, JsonObject | readonly JsonObject[]>> = {
  'success-status': { status: 200 },
  'media-type': [
    { form: 'json', type: 'application/json' },
    { form: 'stream', type: 'text/event-stream' },
    { form: 'error', type: 'application/json' },
  ],
  'sse-terminator': { data: '[DONE]' },
  'model-default': { model: 'm' },
  'tool-choice': { mode: 'auto' },
};

/** Every check there is, as a provider would bind it who documents everything and shows the usual forms. */
const spec = {
  ...chatSpec,
  checks: {
    ...Object.fromEntries(checks.map(({ id }) => [id, params[id] ?? {}])),
    ...chatSpec.checks,
    'required-header': { name: 'content-type' },
  },
};

const words = [
  'Grüße',
  'aus',
  'dem',
  'Norden',
  'über',
  '東京',
  '🎉',
  '1',
  '2',
  '3',
  'it’s',
  '"quoted"',
  '\\',
  '\n',
  '{',
];
const texts = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 })
  .map((each) => ['Viele', ...each].join(' '));

/** Any cut of a text into deltas, at characters. */
const deltas = fc.tuple(texts, fc.infiniteStream(fc.integer({ min: 1, max: 6 }))).map(([text, sizes]) => {
  const parts: string[] = [];
  for (const rest = Array.from(text); rest.length > 0;) parts.push(rest.splice(0, sizes.next().value).join(''));
  return parts;
});

const own = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] };
const ids = fc.stringMatching(/^chatcmpl-[A-Za-z0-9]{12,29}$/u);
const unknown = fc.constantFrom(
  {},
  { system_fingerprint: 'fp_1' },
  { service_tier: 'default' },
  { x_meta: { cost: 0.1 } },
);
const usage = fc
  .tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 300, max: 400 }))
  .map(([prompt, answer]) => ({
    prompt_tokens: prompt,
    completion_tokens: answer,
    total_tokens: prompt + answer,
  }));
const reordered = (value: object): object => Object.fromEntries(Object.entries(value).toReversed());

const streams: fc.Arbitrary<ExchangeParts> = fc
  .record({
    parts: deltas,
    id: ids,
    more: unknown,
    usage: fc.option(usage),
    roleFirst: fc.boolean(),
    turned: fc.boolean(),
    line: fc.constantFrom('\n', '\r\n'),
    space: fc.constantFrom(' ', ''),
    comments: fc.boolean(),
    size: fc.integer({ min: 1, max: 400 }),
  })
  .map((given) => {
    const more = { id: given.id, ...given.more, ...(given.usage === null ? {} : { usage: null }) };
    const opening = given.roleFirst ? [chunk({ role: 'assistant', content: '' }, null, more)] : [];
    const said = given.parts.map((content, n) =>
      chunk(n === 0 && !given.roleFirst ? { role: 'assistant', content } : { content }, null, more),
    );
    const counted = given.usage === null ? [] : [chunk({}, null, { ...more, choices: [], usage: given.usage })];
    const all = [...opening, ...said, chunk({}, 'stop', more), ...counted];
    const lines = all.map((each) => `data:${given.space}${JSON.stringify(given.turned ? reordered(each) : each)}`);
    const end = given.line + given.line;
    const keepAlive = given.comments ? `: keep-alive${end}` : '';
    const bytes = new TextEncoder().encode(
      [...lines, `data:${given.space}[DONE]`].map((each) => keepAlive + each + end).join(''),
    );
    const pieces = Array.from({ length: Math.ceil(bytes.length / given.size) }, (_, n) =>
      bytes.slice(n * given.size, (n + 1) * given.size),
    );
    const options = given.usage === null ? {} : { stream_options: { include_usage: true } };
    return { pieces, request: { ...own, stream: true, ...options } };
  });

const bodies: fc.Arbitrary<ExchangeParts> = fc
  .record({ content: texts, id: ids, more: unknown, usage, space: fc.constantFrom(0, 2) })
  .map(({ content, id, more, usage: counts, space }) => {
    const body = completion({ role: 'assistant', content }, { id, ...more, usage: counts });
    return { body: JSON.stringify(body, null, space), request: own };
  });

describe('a faithful answer', () => {
  it.each([
    ['streamed', streams],
    ['in one body', bodies],
  ] as const)('has no divergence, %s, in any form', (_, exchanges) => {
    fc.assert(
      fc.property(exchanges, (parts) => {
        const result = judgeExchange(parts, { spec, case: { stimulus: 'text' } });
        const reported = { ...result, divergences: result.divergences.filter(({ level }) => level !== 'note') };
        expect(reportsIn(reported)).toEqual([]);
        expect(result.verdict).toBe('conforms');
      }),
      propertyRuns(200),
    );
  });
});
