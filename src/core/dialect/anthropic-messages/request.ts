import type { JsonObject } from '../../model/json.js';
import type { WrittenStep } from '../../model/suite.js';
import { asNumber } from '../../wire/json.js';
import type { RequestForm } from '../dialect.js';
import { readRequested } from './requested.js';

/** The parameter that limits the tokens of a message. */
export const TOKEN_LIMIT = 'max_tokens';

/** Requests of the Messages API. */
export const requestForm: RequestForm = {
  structural: ['model', 'messages', 'stream'],
  prompt: 'messages',
  tokenLimits: [TOKEN_LIMIT],
  anyCall: 'any',
  build,
  read: readRequested,
  // Refused requests are not reduced, and declined ones not changed.
  units: () => [],
  keep: (body) => body,
  adapt: () => [],
  mostTokens: (body) => {
    const limit = asNumber(body[TOKEN_LIMIT]);
    return limit === null ? null : Math.max(0, limit);
  },
};

function build(step: WrittenStep, model: string, limitParameter: string | null): JsonObject | null {
  const { request, limit, stream } = step;
  if (request === null) return null;
  const isLimited = limit !== null && limitParameter !== null && !Object.hasOwn(request, TOKEN_LIMIT);
  return {
    ...(step.model === 'omitted' ? {} : { model: step.model === 'of-the-run' ? model : step.model.named }),
    ...(isLimited ? { [limitParameter]: limit } : {}),
    ...request,
    ...(stream === null ? {} : { stream }),
  };
}
