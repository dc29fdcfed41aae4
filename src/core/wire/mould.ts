import type { TextField } from '../model/answer.js';
import type { Json } from '../model/json.js';
import { skipSpace } from './find-member.js';
import { findHoles } from './find-holes.js';
import { asArray } from './narrow.js';
import type { Pass, Said } from './pass-value.js';
import { DATA_AT } from './plain-event.js';
import { member } from './pointer.js';
import { textField } from '../dialect/openai-chat/text-field.js';

/**
 * What an event looks like, byte for byte, that is like another one but for the text that it brings and what belongs to
 * that (`findHoles`): with it the next event of a row is known at a glance.
 */
export interface Mould {
  readonly field: TextField;
  /** The index of the choice; null where it is absent or no integer. */
  readonly index: number | null;
  /** Where an event that fits and begins at `at` ends; -1 where what begins there is another one, or not whole. */
  fits(bytes: Uint8Array, at: number): number;
  /** What the event that fitted last says. */
  said(): Readonly<Said>;
}

/**
 * The mould of a plain event (`isPlainEvent`); null where its chunk brings more than text, or something in it that events
 * which are alike may not bring.
 * @param start where it begins, and `end` where it ends, with its blank line
 * @param value its data as JSON
 */
export function makeMould(bytes: Uint8Array, start: number, end: number, value: Json): Mould | null {
  const field = textField(value);
  if (field === null) return null;
  const [choice] = asArray(member(value, 'choices'));
  const holes = findHoles(bytes, skipSpace(bytes, start + DATA_AT), field, Boolean(member(choice, 'logprobs')));
  if (holes === null) return null;
  const said: Said = { start: 0, end: 0, text: null };
  const parts: Uint8Array[] = [];
  let at = start;
  for (const hole of holes) {
    parts.push(bytes.slice(at, hole.at));
    at = hole.pass(bytes, hole.at, said);
    if (at < 0) return null;
  }
  parts.push(bytes.slice(at, end));
  const index = member(choice, 'index');
  const passes = holes.map(({ pass }) => pass);
  return castMould(field, Number.isInteger(index) ? Number(index) : null, parts, passes);
}

/** @param parts what stands between the holes, and before and behind them; `passes` goes through them */
function castMould(
  field: TextField,
  index: number | null,
  parts: readonly Uint8Array[],
  passes: readonly Pass[],
): Mould {
  const said: Said = { start: 0, end: 0, text: null };
  return {
    field,
    index,
    said: () => said,
    fits(bytes, start) {
      let at = start;
      for (let n = 0; ; n++) {
        const part = parts[n];
        if (part === undefined || !matches(bytes, at, part)) return -1;
        at += part.length;
        const pass = passes[n];
        if (pass === undefined) return at;
        at = pass(bytes, at, said);
        if (at < 0) return -1;
      }
    },
  };
}

function matches(bytes: Uint8Array, at: number, part: Uint8Array): boolean {
  for (let n = 0; n < part.length; n++) if (bytes[at + n] !== part[n]) return false;
  return true;
}
