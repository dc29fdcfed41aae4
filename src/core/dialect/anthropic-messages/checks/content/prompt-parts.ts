import type { Json, JsonObject } from '../../../../model/json.js';
import { asArray } from '../../../../wire/json.js';
import { member } from '../../../../wire/pointer.js';

/** One part of a prompt, and what a sentence calls it. */
export interface PromptPart {
  readonly what: string;
  readonly text: string;
}

/** The parts of a prompt that cost tokens: blocks of the system prompt, tools, and blocks of each message. */
export function promptParts(request: JsonObject | null): readonly PromptPart[] {
  const { system, tools, messages } = request ?? {};
  return [
    ...blocksOf(system).map((block) => ({ what: 'the system prompt', text: JSON.stringify(block) })),
    ...asArray(tools).map((tool) => ({ what: 'the tools', text: JSON.stringify(tool) })),
    ...asArray(messages).flatMap((message) =>
      blocksOf(member(message, 'content')).map((block) => ({
        what: member(block, 'type') === 'image' ? 'the image block' : 'a content block of consecutive turns or blocks',
        text: JSON.stringify([member(message, 'role') ?? null, block]),
      })),
    ),
  ];
}

/** What a longer prompt has in addition to a shorter one; null unless it has everything of the shorter one, and more. */
export function addedParts(shorter: JsonObject | null, longer: JsonObject | null): readonly PromptPart[] | null {
  const rest = [...promptParts(longer)];
  for (const { text } of promptParts(shorter)) {
    const at = rest.findIndex((part) => part.text === text);
    if (at < 0) return null;
    rest.splice(at, 1);
  }
  return rest.length === 0 ? null : rest;
}

/** A string is one text block. */
function blocksOf(content: Json | undefined): readonly Json[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return asArray(content);
}
