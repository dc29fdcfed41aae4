import { describe, expect, it } from 'vitest';
import type { Completion } from '../../../src/reference/openai-chat/complete.js';
import type { FaultContext, Hooks } from '../../../src/reference/openai-chat/hooks.js';
import { jsonReply } from '../../../src/reference/reply.js';
import { deltaOf, eachChoice, everywhere, finishing, saying, withDelta, withMessage } from './support/edit.js';
import { isObject } from '../../../src/reference/sample.js';
import { divergenceLines, resultsOf } from './support/results.js';
import { underOpenAI } from './support/under-specs.js';

const REFUSED = 'I’m sorry, but I can’t help with that.';
const limitOf = ({ requested }: FaultContext): number => requested?.maxTokens ?? Number.POSITIVE_INFINITY;

/** Thinks for so many hidden tokens, up to the limit; then answers with what is left. */
function thinking(many: () => number): NonNullable<Hooks['completion']> {
  return (completion: Completion, context) => {
    const left = limitOf(context);
    const thought = Math.min(many(), left);
    const said = completion.choices.reduce((sum, { tokens }) => sum + tokens.length, 0);
    const called = completion.choices.some(({ calls }) => calls.length > 0);
    const answers = thought < left && (called ? thought + completion.completionTokens <= left : thought + said <= left);
    const n = completion.choices.length;
    if (answers && n === 1) {
      return { ...completion, reasoningTokens: thought, completionTokens: completion.completionTokens + thought };
    }
    const choices = completion.choices.map((choice) => ({
      ...choice,
      tokens: [],
      calls: [],
      finish: 'length' as const,
    }));
    const used = Number.isFinite(left) ? left * n : thought * n;
    return { ...completion, choices, reasoningTokens: used, completionTokens: used };
  };
}

let turn = 0;

/** What models of the o-series do not take. */
const SAMPLING = [
  'temperature',
  'top_p',
  'presence_penalty',
  'frequency_penalty',
  'logprobs',
  'logit_bias',
  'stop',
  'n',
];

/** How OpenAI and its models answer as documented. */
const VARIANTS: Readonly<Record<string, Hooks>> = {
  'obfuscation in every chunk': {
    chunks: (chunks) => chunks.map((chunk, n) => ({ ...chunk, obfuscation: 'aB3'.repeat(n % 4) })),
  },
  'a dated model': everywhere((body) => ({ ...body, model: `${String(body['model'])}-2024-07-18` })),
  'system_fingerprint null': everywhere((body) => ({ ...body, system_fingerprint: null })),
  'neither system_fingerprint nor service_tier': everywhere(
    ({ system_fingerprint: _fingerprint, service_tier: _tier, ...body }) => body,
  ),
  'refusal null and annotations in each message': {
    response: (body) => eachChoice(body, (choice) => withMessage(choice, { refusal: null, annotations: [] })),
    chunks: (chunks) =>
      chunks.map((chunk, n) => (n === 0 ? eachChoice(chunk, (choice) => withDelta(choice, { refusal: null })) : chunk)),
  },
  'a refusal in refusal, content null': {
    completion: (completion, context) => saying([REFUSED])(completion, limitOf(context)),
    response: (body) => eachChoice(body, (choice) => withMessage(choice, { refusal: REFUSED, content: null })),
    chunks: (chunks) =>
      chunks.map((chunk) =>
        eachChoice(chunk, (choice) => {
          const { content, ...delta } = deltaOf(choice);
          return content === undefined || content === ''
            ? choice
            : { ...choice, delta: { ...delta, refusal: content } };
        }),
      ),
  },
  'everything filtered': {
    completion: (completion, context) => saying([''])(completion, limitOf(context)),
    ...everywhere((body) => eachChoice(body, (choice) => finishing(choice, 'content_filter'))),
  },
  'finish_reason stop after a named call': {
    completion: (completion, { requested }) => ({
      ...completion,
      choices: completion.choices.map((choice) => ({
        ...choice,
        finish: typeof requested?.toolChoice === 'object' && choice.finish === 'tool_calls' ? 'stop' : choice.finish,
      })),
    }),
  },
  'hidden reasoning, another amount each time': { completion: thinking(() => 7 + 8 * (turn++ % 5)) },
  'hidden reasoning that eats every limit': { completion: thinking(() => 5000) },
  'a model without sampling parameters, which says so by a code': {
    reply: (reply, { requested }) => {
      const param = SAMPLING.find((name) => requested?.body[name] !== undefined);
      if (param === undefined) return reply;
      const message = `Unsupported parameter: '${param}' is not supported with this model.`;
      return jsonReply(400, {
        error: { message, type: 'invalid_request_error', param, code: 'unsupported_parameter' },
      });
    },
  },
  'a refusal where reasoning eats the limit': {
    reply: (reply, { requested }) =>
      requested === null || requested.maxTokens > 20
        ? reply
        : jsonReply(400, {
            error: {
              message: 'Could not finish the message because max_tokens or model output limit was reached.',
              type: 'invalid_request_error',
              param: null,
              code: null,
            },
          }),
  },
  'a clock some minutes off': everywhere((body) => ({ ...body, created: Number(body['created']) - 420 })),
  'a cached prompt': everywhere((body) =>
    isObject(body['usage'])
      ? {
          ...body,
          usage: {
            ...body['usage'],
            prompt_tokens_details: { cached_tokens: 1, audio_tokens: 0 },
            completion_tokens_details: {
              reasoning_tokens: 0,
              audio_tokens: 0,
              accepted_prediction_tokens: 0,
              rejected_prediction_tokens: 0,
            },
          },
        }
      : body,
  ),
};

describe('OpenAI has no divergence for', () => {
  it.each(underOpenAI(VARIANTS))('%s: %s', (spec, _, hooks, part) => {
    expect(divergenceLines(resultsOf(spec, hooks, { part }))).toEqual([]);
  });
});
