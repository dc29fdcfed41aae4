import type { PlacedText, ToolCall } from '../../dialect/reply.js';
import { parseJson, stringsIn } from '../../wire/json.js';

/** A text, and the part of the answer that contains it. */
export interface ContainedText {
  readonly text: string;
  readonly placed: PlacedText;
}

/** The strings in the arguments of a function call; none if they are no JSON. */
export function argumentStrings(call: ToolCall): readonly ContainedText[] {
  if (call.type !== 'function') return [];
  const parsed = parseJson(call.arguments.text);
  return parsed.ok ? stringsIn(parsed.value).map((text) => ({ text, placed: call.arguments })) : [];
}
