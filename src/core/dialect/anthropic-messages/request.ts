import { defined } from '../../model/defined.js';
import type { JsonObject } from '../../model/json.js';
import type { WrittenStep } from '../../model/suite.js';
import { asArray, asNumber, asObject, asString } from '../../wire/json.js';
import { member } from '../../wire/pointer.js';
import { type AdaptationForm, adaptRequest } from '../adapt-request.js';
import type { RequestForm } from '../dialect.js';
import { keepUnits, requestUnits, type UnitRules } from '../request-units.js';
import { readRequested } from './requested.js';

/** The parameter that limits the tokens of a message. */
export const TOKEN_LIMIT = 'max_tokens';

const UNITS: UnitRules = {
  kept: new Set(['model', 'messages', TOKEN_LIMIT]),
  dependent: new Map([['tool_choice', 'tools']]),
  needed: new Map(),
  images: 'image',
};

const ADAPTATION: AdaptationForm = {
  tokenLimits: [TOKEN_LIMIT],
  stop: 'stop_sequences',
  stopMayBeText: false,
  isAuto: (choice) => choice === undefined || asString(asObject(choice)?.['type']) === 'auto',
  forced: { feature: 'tool_choice.any', choice: (given) => ({ ...asObject(given), type: 'any' }) },
  // No member of a request limits a text to one value.
  oneValue: () => null,
};

/** Requests of the Messages API. */
export const requestForm: RequestForm = {
  structural: ['model', 'messages', 'stream'],
  prompt: 'messages',
  ofStreams: [],
  tokenLimits: [TOKEN_LIMIT],
  anyCall: 'any',
  build,
  read: readRequested,
  units: (body) => requestUnits(UNITS, body),
  keep: (body, units) => keepUnits(UNITS, body, units),
  adapt: (body, declined) => adaptRequest(ADAPTATION, body, declined),
  withAnswer,
  mostTokens: (body) => {
    const limit = asNumber(body[TOKEN_LIMIT]);
    return limit === null ? null : Math.max(0, limit);
  },
};

/** What every tool returns in a conversation that is sent back. */
const RESULT = '{"temperature":18,"sky":"clear"}';

/** The results are a user message before the messages that follow. */
function withAnswer(body: JsonObject, at: number, answer: JsonObject): JsonObject | null {
  const { role, content } = answer;
  if (role === undefined || content === undefined) return null;
  const results = asArray(content)
    .filter((block) => member(block, 'type') === 'tool_use')
    .map((block) => ({ type: 'tool_result', tool_use_id: member(block, 'id') ?? null, content: RESULT }));
  const after = results.length === 0 ? [] : [{ role: 'user', content: results }];
  const messages = asArray(body['messages']);
  return { ...body, messages: [...messages.slice(0, at), { role, content }, ...after, ...messages.slice(at)] };
}

function build(step: WrittenStep, model: string, limitParameter: string | null): JsonObject | null {
  const { request, limit, stream } = step;
  if (request === null) return null;
  const isLimited = limit !== null && limitParameter !== null && !Object.hasOwn(request, TOKEN_LIMIT);
  const limited = isLimited ? { [limitParameter]: limit } : {};
  return {
    ...defined({
      model: step.model === 'omitted' ? undefined : step.model === 'of-the-run' ? model : step.model.named,
    }),
    ...limited,
    ...request,
    ...defined({ stream: stream ?? undefined }),
  };
}
