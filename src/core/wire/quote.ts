import type { Json, JsonObject } from '../model/json.js';

const LONGEST = 120;

/**
 * A server's text, made safe to show: control, bidirectional and invisible characters are escaped, long texts cut.
 * A string comes back in double quotes, any other value as compact JSON. Writes no more than it shows, however large or
 * deep the value is.
 */
export function quote(value: Json | undefined, longest: number = LONGEST): string {
  if (value === undefined) return 'nothing';
  const json = write(value, longest);
  if (json.length <= longest) return escapeUnseen(json);
  const size = typeof value === 'string' ? ` (${value.length} characters)` : '';
  return `${escapeUnseen(json.slice(0, longest).replace(/[\ud800-\udbff]$/, ''))}…${size}`;
}

/** A text of at most so many characters and an ellipsis. The redactor relies on the ellipsis: a secret may be cut there. */
export function shorten(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/**
 * Characters that act on a terminal or cannot be seen: controls, formats, characters that are ignorable by default, separators
 * of lines, lone surrogates, and the blank of braille.
 */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Escapes characters that would act on a terminal or hide in a page, as JSON does. */
export function escapeUnseen(text: string): string {
  return text.replaceAll(UNSEEN, escapeCharacter);
}

/** The same for a text of several lines. */
export function escapeLines(text: string): string {
  return text.split('\n').map(escapeUnseen).join('\n');
}

/** `\u200b`; two escapes for a character beyond the basic plane. */
export function escapeCharacter(character: string): string {
  return Array.from({ length: character.length }, (_, n) => character.charCodeAt(n))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
}

/** The commands of workflow logs that count anywhere in a line: GitHub, Azure, TeamCity. */
const COMMAND = /(##(?:vso|teamcity)?)\[/giu;

/** Makes commands of a workflow log ineffective: `##[…` becomes `##\u005b…`, which is the same in JSON. */
export function disableCommands(text: string): string {
  return text.includes('##') ? text.replaceAll(COMMAND, '$1\\u005b') : text;
}

/** The value as JSON, as far as `room` characters and one more go. Each level costs one, which bounds the recursion. */
function write(value: Json, room: number): string {
  if (typeof value === 'string') return JSON.stringify(value.length > room ? value.slice(0, room + 1) : value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const list = isList(value);
  let text = list ? '[' : '{';
  for (const [key, member] of membersOf(value)) {
    if (text.length > room) return text;
    if (text.length > 1) text += ',';
    if (key !== null) text += `${write(key, room - text.length)}:`;
    text += write(member, Math.max(0, room - text.length));
  }
  return text + (list ? ']' : '}');
}

/** The members of an object with their names, of an array with null, one at a time. */
function* membersOf(value: JsonObject | readonly Json[]): Generator<readonly [name: string | null, member: Json]> {
  if (isList(value)) {
    for (const member of value) yield [null, member];
    return;
  }
  for (const name in value) if (Object.hasOwn(value, name)) yield [name, value[name] ?? null];
}

function isList(value: JsonObject | readonly Json[]): value is readonly Json[] {
  return Array.isArray(value);
}

/** A number with its noun: `1 case`, `2 cases`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
