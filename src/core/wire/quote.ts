import type { Json } from '../model/json.js';

const LONGEST = 120;

/**
 * A server's text, made safe to show: control, bidirectional and invisible characters are escaped, long texts cut.
 * A string comes back in double quotes, any other value as compact JSON.
 */
export function quote(value: Json | undefined, longest: number = LONGEST): string {
  if (value === undefined) return 'nothing';
  const json = JSON.stringify(value);
  const cut = json.length > longest ? `${json.slice(0, longest)}… (${json.length} characters)` : json;
  return escapeUnseen(cut);
}

/** Escapes characters that would act on a terminal or hide in a page. */
export function escapeUnseen(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
