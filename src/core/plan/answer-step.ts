import { dialectOf } from '../dialect/index.js';
import { readOnce } from '../dialect/read-answer.js';
import type { Step } from '../model/case.js';
import type { Exchange } from '../model/exchange.js';
import type { JsonObject } from '../model/json.js';
import type { Spec } from '../model/spec.js';
import { asObject, isDeep } from '../wire/json.js';
import { isDocumentedStep } from './resolve-step.js';

/** Bytes of a response whose message is sent back, at most: a message of our cases has a few hundred. */
const MOST_BYTES = 64 * 1024;

/**
 * A step that continues the conversation, with the message of the last usable response to the step before. Null if there is
 * none, or if the documents do not allow the request: then its refusal would be due to the response.
 * @param before the exchanges of the step before, oldest first
 */
export function withAnswer(step: Step, before: readonly Exchange[], specs: readonly Spec[]): Step | null {
  const [spec] = specs;
  const { answerAt, body: planned, ...rest } = step;
  if (answerAt === undefined || planned === undefined || spec === undefined) return step;
  const { request } = dialectOf(spec);
  for (const exchange of before.toReversed()) {
    const answer = receivedBody(exchange, spec);
    const body = answer === null ? null : request.withAnswer(planned, answerAt, answer);
    if (body !== null && specs.every((each) => isDocumentedStep(each, step, body))) return { ...rest, answerAt, body };
  }
  return null;
}

function receivedBody(exchange: Exchange, spec: Spec): JsonObject | null {
  const answer = readOnce(exchange, dialectOf(spec));
  const value = answer.body.ok && answer.bytes.length <= MOST_BYTES ? answer.body.value : null;
  return answer.succeeded && !isDeep(value) ? asObject(value) : null;
}
