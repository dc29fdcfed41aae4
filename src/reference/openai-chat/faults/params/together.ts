import type { JsonObject } from '../../../../core/model/json.js';
import { faultsOf, reportedBy } from '../kit/fault.js';
import { refusing } from '../kit/refusals.js';

const REPORTED = reportedBy('acceptance', 'status');

const together =
  (...names: readonly string[]) =>
  (body: JsonObject): boolean =>
    names.every((name) => body[name] !== undefined);

/** Documented parameters that are accepted alone, and rejected or ignored together. */
export const refusedTogether = faultsOf('params', [
  {
    id: 'temperature-with-top-p-rejected',
    seen: ['aws-samples/bedrock-access-gateway#191', 'QwenLM/qwen-code#1216'],
    title: 'temperature and top_p are rejected in one request.',
    expect: REPORTED,
    shownBy: ['penalties/together.min', 'penalties/together.middle'],
    hooks: refusing(together('temperature', 'top_p'), { message: 'Take temperature or top_p, not both.' }),
  },
  {
    id: 'three-parameters-together-500',
    seen: [],
    title: 'frequency_penalty, seed and logit_bias in one request become 500.',
    expect: REPORTED,
    shownBy: ['penalties/together.max'],
    hooks: refusing(together('frequency_penalty', 'seed', 'logit_bias'), { status: 500, type: 'server_error' }),
  },
  {
    id: 'seed-with-n-rejected',
    seen: [],
    title: 'seed is rejected in a request for several choices.',
    expect: REPORTED,
    shownBy: ['tools/with-n'],
    hooks: refusing((body) => together('seed', 'n')(body) && body['n'] !== 1, { message: 'seed needs n = 1.' }),
  },
  {
    id: 'parallel-tool-calls-with-required-rejected',
    seen: [],
    title: 'parallel_tool_calls is rejected in a request that forces a call.',
    expect: REPORTED,
    shownBy: ['tools/with-logprobs', 'tools/with-n'],
    hooks: refusing((body) => together('parallel_tool_calls')(body) && body['tool_choice'] === 'required'),
  },
  {
    id: 'response-format-with-tools-rejected',
    seen: ['vercel/ai#16540'],
    title: 'response_format is rejected in a request with tools.',
    expect: REPORTED,
    shownBy: ['tools/with-response-format'],
    hooks: refusing(together('response_format', 'tools'), { message: 'JSON output and tools exclude each other.' }),
  },
  {
    id: 'response-format-drops-tools',
    seen: ['sgl-project/sglang#25777'],
    title: 'With a response_format the tools are ignored, even when a call is required.',
    expect: reportedBy('tool-choice', 'body /choices/*/message/tool_calls'),
    shownBy: ['tools/with-response-format'],
    hooks: {
      requested: (requested) => (requested.format === 'text' ? requested : { ...requested, tools: [] }),
    },
  },
]);
