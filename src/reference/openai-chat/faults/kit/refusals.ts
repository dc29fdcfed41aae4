import type { Mistake } from '../../../../core/model/claim.js';
import type { Json, JsonObject } from '../../../../core/model/json.js';
import type { FaultContext, Hooks, Refusal } from '../../hooks.js';
import { type Reply, withText } from '../../../reply.js';
import { isObject } from '../../../sample.js';
import type { Edit } from '../../../edit.js';

/** The rejection of a valid request. */
const UNFOUNDED: Refusal = {
  mistake: 'unknown-value',
  status: 400,
  type: 'invalid_request_error',
  message: 'This request cannot be served.',
  param: null,
  code: null,
};

/** Rejects valid requests whose body matches. */
export function refusing(is: (body: JsonObject) => boolean, refusal: Partial<Refusal> = {}): Hooks {
  return {
    refusal: (found, context) => found ?? (is(bodyOf(context)) ? { ...UNFOUNDED, ...refusal } : null),
  };
}

/** Rejects valid requests whose header matches. */
export function refusingHeader(name: string, is: RegExp, refusal: Partial<Refusal> = {}): Hooks {
  return {
    refusal: (found, { request }) =>
      found ?? (is.test(request.headers[name] ?? '') ? { ...UNFOUNDED, ...refusal } : null),
  };
}

/** Accepts requests with one of these mistakes. */
export function accepting(...mistakes: readonly Mistake[]): Hooks {
  return { refusal: (found) => (found !== null && mistakes.includes(found.mistake) ? null : found) };
}

/** Rejects these mistakes, or all of them, in another way. */
export function refusingWith(other: Partial<Refusal>, ...mistakes: readonly Mistake[]): Hooks {
  return {
    refusal: (found) =>
      found !== null && (mistakes.length === 0 || mistakes.includes(found.mistake)) ? { ...found, ...other } : found,
  };
}

/** Edits every error body. */
export function inErrors(...edits: readonly Edit[]): Hooks {
  return { error: (body) => edits.reduce((current, edit) => edit(current), body) };
}

/** Replaces the body of errors. */
export function errorBody(make: (refusal: Refusal, context: FaultContext) => unknown): Hooks {
  return { error: (_, context) => make(context.refusal, context) };
}

/** Changes replies with a status of 400 and above. */
export function onError(make: (reply: Reply, context: FaultContext) => Reply): Hooks {
  return { reply: (reply, context) => (reply.status >= 400 ? make(reply, context) : reply) };
}

/** Replaces the body of errors by text that is not JSON. */
export function errorText(type: string, text: string): Hooks {
  return onError((reply) => withText(reply, type, text));
}

/** The JSON object of a request body; empty if there is none. */
export function bodyOf({ request }: FaultContext): JsonObject {
  try {
    const body = JSON.parse(request.text) as Json;
    return isObject(body) ? body : {};
  } catch {
    return {};
  }
}

/** Whether a request has this member with a value other than null. */
export const has =
  (name: string) =>
  (body: JsonObject): boolean =>
    body[name] !== undefined && body[name] !== null;

/** Removes these members from requests before they are read. */
export function ignoring(...names: readonly string[]): Hooks {
  return { body: (body) => Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name))) };
}
