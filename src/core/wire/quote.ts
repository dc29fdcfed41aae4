import type { Json } from '../model/json.js';

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

/** Escapes characters that would act on a terminal or hide in a page. */
export function escapeUnseen(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The value as JSON, as far as `room` characters and one more go. Each level costs one, which bounds the recursion. */
function write(value: Json, room: number): string {
  if (typeof value === 'string') return JSON.stringify(value.length > room ? value.slice(0, room + 1) : value);
  if (value === null || typeof value !== 'object') return String(JSON.stringify(value));
  const isArray = Array.isArray(value);
  let text = isArray ? '[' : '{';
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue;
    if (text.length > room) return text;
    if (text.length > 1) text += ',';
    if (!isArray) text += `${write(key, room - text.length)}:`;
    text += write((value as Readonly<Record<string, Json>>)[key] ?? null, Math.max(0, room - text.length));
  }
  return text + (isArray ? ']' : '}');
}
