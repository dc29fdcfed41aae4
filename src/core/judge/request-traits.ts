import type { Case, Step } from '../model/case.js';
import type { Json } from '../model/json.js';
import { dialectOfRequest } from '../dialect/index.js';
import { asArray, asObject } from '../wire/json-guards.js';

/** In words that are alike for what is alike. */
export type Traits = ReadonlySet<string>;

/** Parameters, besides the token limits, whose value is different in every case. */
const ANY_VALUE = ['model', 'seed', 'user'];

/** A longer value is represented by the name of its parameter. */
const LONGEST = 40;

/**
 * The traits that make steps of cases similar: the operation, the parameters with their values, and the kinds of messages
 * and parts. Not the text of the messages.
 */
export function requestTraits({ method, path, body, rawBody, auth, stream }: Step, mistake: Case['mistake']): Traits {
  const { messages, ...parameters } = body ?? {};
  const anyValue = new Set([...ANY_VALUE, ...dialectOfRequest({ method, url: path }).request.tokenLimits]);
  return new Set([
    `mistake ${mistake}`,
    `${method} ${path}`,
    `auth ${auth.kind} ${auth.scheme}`,
    `stream ${stream}`,
    ...(rawBody === undefined ? [] : ['raw']),
    ...Object.entries(parameters).map(([name, value]) => (anyValue.has(name) ? name : `${name} ${brief(value)}`)),
    ...asArray(messages).flatMap(traitsOfMessage),
  ]);
}

function traitsOfMessage(message: Json): readonly string[] {
  const { role, content, ...others } = asObject(message) ?? {};
  const parts = Array.isArray(content) ? asArray(content).map((part) => brief(asObject(part)?.['type'])) : [];
  return [`role ${brief(role)}`, ...parts.map((part) => `part ${part}`), ...Object.keys(others)];
}

function brief(value: Json | undefined): string {
  const text = JSON.stringify(value ?? null);
  return text.length > LONGEST ? '' : text;
}
