import type { Json } from '../model/json.js';

/** A text as one JSON document, or why it is none. Never throws. */
export function parseJson(text: string): { readonly value: Json } | { readonly error: string } {
  try {
    return { value: JSON.parse(text) as Json };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
