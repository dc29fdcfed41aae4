import type { TextField } from '../model/answer.js';
import { findItems, findMember } from './find-member.js';
import { OPEN_ARRAY, QUOTE } from './json-codes.js';
import {
  passAnyBytes,
  passBytesOfText,
  passLogprob,
  passPadding,
  passSameText,
  passText,
  passToken,
  type Pass,
} from './pass-value.js';

/** Where in a chunk a value begins that may differ in one that is alike, and what may stand there. */
export interface Hole {
  readonly at: number;
  readonly pass: Pass;
}

/**
 * What may differ between chunks that are alike, as it stands in one of them: the text, the log probabilities of its one
 * token, and the padding that OpenAI calls `obfuscation`. Null where that can't be told.
 * @param chunk where its object begins, and what it says: `field`, with log probabilities or without
 */
export function findHoles(
  bytes: Uint8Array,
  chunk: number,
  field: TextField,
  hasLogprobs: boolean,
): readonly Hole[] | null {
  const choice = findOnlyItem(bytes, findMember(bytes, chunk, 'choices'));
  const delta = findIn(bytes, choice, 'delta');
  const text = field === 'arguments' ? findArguments(bytes, delta) : findIn(bytes, delta, field);
  const logprobs = hasLogprobs ? findLogprobs(bytes, findIn(bytes, choice, 'logprobs')) : [];
  if (text === null || logprobs === null) return null;
  const padding = findMember(bytes, chunk, 'obfuscation');
  const padded = padding !== null && bytes[padding] === QUOTE ? [{ at: padding, pass: passPadding }] : [];
  return [{ at: text, pass: passText }, ...logprobs, ...padded].sort((a, b) => a.at - b.at);
}

function findArguments(bytes: Uint8Array, delta: number | null): number | null {
  const call = findOnlyItem(bytes, findIn(bytes, delta, 'tool_calls'));
  return findIn(bytes, findIn(bytes, call, 'function'), 'arguments');
}

function findLogprobs(bytes: Uint8Array, logprobs: number | null): readonly Hole[] | null {
  const entry = findOnlyItem(bytes, findIn(bytes, logprobs, 'content'));
  const chosen = findToken(bytes, entry, passSameText, passBytesOfText);
  const list = findIn(bytes, entry, 'top_logprobs');
  const others = (list === null ? [] : findItems(bytes, list)).map((item) =>
    findToken(bytes, item, passToken, passAnyBytes),
  );
  const all = [chosen, ...others];
  return all.every((holes) => holes !== null) ? all.flat() : null;
}

/** What differs between tokens; null where the form is another one. */
function findToken(
  bytes: Uint8Array,
  entry: number | null,
  passName: Pass,
  passItsBytes: Pass,
): readonly Hole[] | null {
  const name = findIn(bytes, entry, 'token');
  const logprob = findIn(bytes, entry, 'logprob');
  const spelled = findIn(bytes, entry, 'bytes');
  if (name === null || logprob === null || spelled === null) return null;
  const holes = [
    { at: name, pass: passName },
    { at: logprob, pass: passLogprob },
  ];
  // What is no list, as a rule null, says nothing of the token: it has to be the same in each.
  return bytes[spelled] === OPEN_ARRAY ? [...holes, { at: spelled, pass: passItsBytes }] : holes;
}

function findIn(bytes: Uint8Array, object: number | null, name: string): number | null {
  return object === null ? null : findMember(bytes, object, name);
}

function findOnlyItem(bytes: Uint8Array, array: number | null): number | null {
  const [item, second] = array === null ? [] : findItems(bytes, array);
  return item === undefined || second !== undefined ? null : item;
}
