import type { TextField } from '../model/answer.js';
import type { Json } from '../model/json.js';
import { asArray, isObject } from './narrow.js';
import { member } from './pointer.js';
import { carriesError } from './read-error.js';

const FIELDS: readonly TextField[] = ['content', 'reasoning_content', 'reasoning', 'refusal'];

/** The mark of a lost character: a check looks for the very chunk that holds it. */
const REPLACEMENT = '\ufffd';

/**
 * The member of the delta in which a chunk brings a piece of text to its one choice; null where it brings none, or more
 * than that: a call, log probabilities, an end, an error.
 */
export function textField(chunk: Json): TextField | null {
  if (!isObject(chunk) || carriesError(chunk)) return null;
  const choices = asArray(member(chunk, 'choices'));
  const [choice] = choices;
  if (choices.length !== 1 || !isObject(choice)) return null;
  if (['finish_reason', 'logprobs', 'message'].some((name) => Boolean(member(choice, name)))) return null;
  const delta = member(choice, 'delta');
  if (!isObject(delta) || Boolean(member(delta, 'function_call'))) return null;
  if (asArray(member(delta, 'tool_calls')).length > 0) return null;
  const said = FIELDS.filter((name) => Boolean(member(delta, name)));
  const [field] = said;
  const text = field === undefined ? undefined : member(delta, field);
  if (field === undefined || said.length > 1 || typeof text !== 'string') return null;
  return text.includes(REPLACEMENT) ? null : field;
}
