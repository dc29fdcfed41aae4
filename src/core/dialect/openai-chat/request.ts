import { defined } from '../../model/defined.js';
import type { JsonObject } from '../../model/json.js';
import type { WrittenStep } from '../../model/suite.js';
import { asArray, asNumber, asObject } from '../../wire/json.js';
import { member, valueAt } from '../../wire/pointer.js';
import type { RequestForm } from '../dialect.js';
import { type AdaptationForm, adaptRequest } from '../adapt-request.js';
import { keepUnits, requestUnits, type UnitRules } from '../request-units.js';
import { readRequested } from './requested.js';

/** The parameters that limit the tokens of a choice, the older first. */
export const TOKEN_LIMITS: readonly string[] = ['max_tokens', 'max_completion_tokens'];

const UNITS: UnitRules = {
  kept: new Set(['model', 'messages', ...TOKEN_LIMITS]),
  dependent: new Map([
    ['tool_choice', 'tools'],
    ['parallel_tool_calls', 'tools'],
    ['top_logprobs', 'logprobs'],
  ]),
  needed: new Map([['stream_options', 'stream']]),
  images: 'image_url',
};

const ADAPTATION: AdaptationForm = {
  tokenLimits: TOKEN_LIMITS,
  stop: 'stop',
  stopMayBeText: true,
  isAuto: (choice) => choice === undefined || choice === 'auto',
  forced: { feature: 'tool_choice.required', choice: () => 'required' },
  oneValue,
};

/** Requests of chat completions. */
export const requestForm: RequestForm = {
  structural: ['model', 'messages', 'stream'],
  prompt: 'messages',
  ofStreams: ['stream_options'],
  tokenLimits: TOKEN_LIMITS,
  anyCall: 'required',
  build,
  read: readRequested,
  mostTokens,
  units: (body) => requestUnits(UNITS, body),
  keep: (body, units) => keepUnits(UNITS, body, units),
  adapt: (body, declined) => adaptRequest(ADAPTATION, body, declined),
  withAnswer,
};

function build(step: WrittenStep, model: string, limitParameter: string | null): JsonObject | null {
  const { request, limit, stream } = step;
  if (request === null) return null;
  // A request that writes one of the limits gets no other, unless it writes null for that one.
  const written = TOKEN_LIMITS.filter((name) => Object.hasOwn(request, name));
  const isLimited = written.some((name) => request[name] !== null || name === limitParameter);
  const parameter = isLimited ? null : limitParameter;
  const limited = limit === null || parameter === null ? {} : { [parameter]: limit };
  return {
    ...defined({
      model: step.model === 'omitted' ? undefined : step.model === 'of-the-run' ? model : step.model.named,
    }),
    ...request,
    ...limited,
    ...defined({ stream: stream ?? undefined }),
  };
}

/** A format whose schema allows this text alone. */
function oneValue(body: JsonObject, text: string, promises: (feature: string) => boolean): JsonObject | null {
  if (body['response_format'] !== undefined || !promises('response_format.json_schema')) return null;
  const schema = {
    type: 'object',
    properties: { text: { type: 'string', enum: [text] } },
    required: ['text'],
    additionalProperties: false,
  };
  return { ...body, response_format: { type: 'json_schema', json_schema: { name: 'text', strict: true, schema } } };
}

/** What every tool returns in a conversation that is sent back. */
const RESULT = '{"temperature":18,"sky":"clear"}';

function withAnswer(body: JsonObject, at: number, answer: JsonObject): JsonObject | null {
  const message = asObject(valueAt(answer, '/choices/0/message'));
  if (message === null) return null;
  const results = asArray(message['tool_calls']).map((call) => ({
    role: 'tool',
    tool_call_id: member(call, 'id') ?? null,
    content: RESULT,
  }));
  const messages = asArray(body['messages']);
  return { ...body, messages: [...messages.slice(0, at), message, ...results, ...messages.slice(at)] };
}

function mostTokens(body: JsonObject): number | null {
  const limit = TOKEN_LIMITS.map((name) => asNumber(body[name])).find((tokens) => tokens !== null) ?? null;
  return limit === null ? null : Math.max(0, limit) * Math.max(1, asNumber(body['n']) ?? 1);
}
