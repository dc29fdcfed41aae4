import { FEWEST_COUNTED_WORDS, PROMPT_DRIFT, TEMPLATE_TOKENS, TOKENS_PER_WORD } from '../../model/tolerances.js';
import type { Prompt, PromptMessage } from '../../dialect/requested.js';

/** What a prompt has in addition to another one. */
export interface Addition {
  /** `same`: nothing. `text`: messages. `media`: parts that are not text, and perhaps messages. */
  readonly kind: 'same' | 'text' | 'media';
  /** The least number of tokens that the addition costs. */
  readonly least: number;
  /** The most that it can cost; Infinity for parts that are not text. */
  readonly most: number;
}

/**
 * Compares the prompt of one request with the longer or equal prompt of another. Null if they differ in more than one
 * way, or if the longer prompt does not contain all of the shorter one, in order.
 */
export function comparePrompts(shorter: Prompt, longer: Prompt): Addition | null {
  if (shorter.context !== longer.context) return null;
  const added: PromptMessage[] = [];
  let media = 0;
  let parts = 0;
  let next = 0;
  for (const message of longer.messages) {
    const wanted = shorter.messages[next];
    if (wanted === undefined || !isWithin(wanted, message)) {
      added.push(message);
      continue;
    }
    next += 1;
    media += message.media.length - wanted.media.length;
    parts += Math.max(message.parts, wanted.parts);
  }
  if (next < shorter.messages.length) return null;
  media += added.reduce((sum, each) => sum + each.media.length, 0);
  const drift = PROMPT_DRIFT + parts;
  if (media > 0) return { kind: 'media', least: PROMPT_DRIFT + 1, most: Number.POSITIVE_INFINITY };
  if (added.length === 0) return { kind: 'same', least: -drift, most: drift };
  const words = added.reduce((sum, { text }) => sum + (text.match(/\p{L}+/gu)?.length ?? 0), 0);
  const bytes = added.reduce((sum, { text, rest }) => sum + new TextEncoder().encode(text + rest).length, 0);
  return {
    kind: 'text',
    least: words < FEWEST_COUNTED_WORDS ? -drift : Math.ceil(words * TOKENS_PER_WORD),
    // No tokenizer makes more than one token of a byte.
    most: bytes + drift + TEMPLATE_TOKENS * added.length,
  };
}

/** Whether a message is another one, perhaps in other parts or with further media. */
function isWithin(wanted: PromptMessage, message: PromptMessage): boolean {
  return (
    wanted.role === message.role &&
    wanted.text === message.text &&
    wanted.rest === message.rest &&
    wanted.media.every((each) => message.media.includes(each))
  );
}
