import { FEWEST_COUNTED_WORDS, PROMPT_DRIFT, TEMPLATE_TOKENS, TOKENS_PER_WORD } from '../../model/tolerances.js';
import type { Prompt, PromptMessage } from '../../dialect/requested.js';

/** What a prompt has in addition to another one. */
export interface Addition {
  /**
   * `same`: nothing. `text`: messages, or text parts of one; `system` if all are of the system. `media`: parts that are not
   * text, and perhaps text. `tools`: tools, and perhaps anything else.
   */
  readonly kind: 'same' | 'text' | 'system' | 'media' | 'tools';
  /** The least number of tokens that the addition costs. */
  readonly least: number;
  /** The most that it can cost; Infinity for tools, and for parts that are not text. */
  readonly most: number;
}

/**
 * Compares the prompt of one request with the longer or equal prompt of another. Null if they differ in more than one
 * way, or if the longer prompt does not contain all of the shorter one, in order.
 */
export function comparePrompts(shorter: Prompt, longer: Prompt): Addition | null {
  const tools = longer.tools.length - shorter.tools.length;
  if (shorter.context !== longer.context || !shorter.tools.every((tool) => longer.tools.includes(tool))) return null;
  if (tools < 0) return null;
  const added: Added[] = [];
  let media = 0;
  let parts = 0;
  let next = 0;
  for (const message of longer.messages) {
    const wanted = shorter.messages[next];
    const more = wanted === undefined ? null : textBeyond(wanted, message);
    if (wanted === undefined || more === null) {
      added.push({ ...message, messages: 1 });
      continue;
    }
    next += 1;
    if (more !== '') added.push({ role: message.role, text: more, rest: '', media: [], messages: 0 });
    media += message.media.length - wanted.media.length;
    parts += Math.max(message.parts, wanted.parts);
  }
  if (next < shorter.messages.length) return null;
  media += added.reduce((sum, each) => sum + each.media.length, 0);
  const drift = PROMPT_DRIFT + parts;
  if (tools > 0 || media > 0)
    return { kind: tools > 0 ? 'tools' : 'media', least: PROMPT_DRIFT + 1, most: Number.POSITIVE_INFINITY };
  if (added.length === 0) return { kind: 'same', least: -drift, most: drift };
  const words = added.reduce((sum, { text }) => sum + (text.match(/\p{L}+/gu)?.length ?? 0), 0);
  const bytes = added.reduce((sum, { text, rest }) => sum + new TextEncoder().encode(text + rest).length, 0);
  const messages = added.reduce((sum, each) => sum + each.messages, 0);
  return {
    kind: added.every(({ role }) => role === 'system') ? 'system' : 'text',
    least: words < FEWEST_COUNTED_WORDS ? -drift : Math.ceil(words * TOKENS_PER_WORD),
    // No tokenizer makes more than one token of a byte.
    most: bytes + drift + TEMPLATE_TOKENS * messages,
  };
}

/** What a longer prompt has in addition: a message, or text parts of one. */
interface Added extends Pick<PromptMessage, 'role' | 'text' | 'rest' | 'media'> {
  readonly messages: 0 | 1;
}

/**
 * The text that a message has in addition to another one, perhaps in other parts or with further media: empty for none, the
 * text of further parts. Null if it is not the same message.
 */
function textBeyond(wanted: PromptMessage, message: PromptMessage): string | null {
  const isWithin =
    wanted.role === message.role &&
    wanted.rest === message.rest &&
    wanted.media.every((each) => message.media.includes(each)) &&
    message.text.startsWith(wanted.text);
  if (!isWithin) return null;
  if (message.text === wanted.text) return '';
  const beyond = message.text.slice(wanted.text.length);
  // A longer text is another text, unless further parts contain the rest, or it is the longer result of a tool.
  const isFurther = message.parts > Math.max(1, wanted.parts) || (message.role === 'tool' && /^\s/u.test(beyond));
  return isFurther ? beyond : null;
}
