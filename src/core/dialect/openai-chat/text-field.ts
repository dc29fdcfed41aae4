import type { TextField } from '../../model/answer.js';
import type { Json, JsonObject } from '../../model/json.js';
import { asArray, isObject } from '../../wire/narrow.js';
import { member } from '../../wire/pointer.js';
import { carriesError } from './read-error.js';

const FIELDS: readonly Exclude<TextField, 'arguments'>[] = ['content', 'reasoning_content', 'reasoning', 'refusal'];

/** The mark of a lost character: a check looks for the very chunk that holds it. */
const REPLACEMENT = '\ufffd';

/**
 * The member in which a chunk brings a piece of text to its one choice, or of arguments to a tool call; null where it
 * brings neither, or more than that: another call, log probabilities of more than one token, an end, an error.
 */
export function textField(chunk: Json): TextField | null {
  if (!isObject(chunk) || carriesError(chunk)) return null;
  const choices = asArray(member(chunk, 'choices'));
  const [choice] = choices;
  if (choices.length !== 1 || !isObject(choice)) return null;
  if (['finish_reason', 'message'].some((name) => Boolean(member(choice, name)))) return null;
  const delta = member(choice, 'delta');
  if (!isObject(delta) || Boolean(member(delta, 'function_call'))) return null;
  const field = fieldOf(delta);
  const logprobs = member(choice, 'logprobs');
  if (field === null || !logprobs) return field;
  return field === 'content' && asArray(member(logprobs, 'content')).length === 1 ? field : null;
}

function fieldOf(delta: JsonObject): TextField | null {
  const said = FIELDS.filter((name) => Boolean(member(delta, name)));
  const calls = asArray(member(delta, 'tool_calls'));
  if (calls.length > 0) return said.length === 0 && calls.length === 1 && goesOn(calls[0]) ? 'arguments' : null;
  const [field] = said;
  return field !== undefined && said.length === 1 && isText(delta, field) ? field : null;
}

/** Whether a fragment of a tool call brings more of its arguments, and nothing that tells it from others but an index. */
function goesOn(fragment: Json | undefined): boolean {
  const called = member(fragment, 'function');
  if (!isObject(fragment) || !isObject(called)) return false;
  return !member(fragment, 'id') && !member(called, 'name') && isText(called, 'arguments');
}

function isText(holder: JsonObject, name: string): boolean {
  const text = member(holder, name);
  return typeof text === 'string' && text !== '' && !text.includes(REPLACEMENT);
}
