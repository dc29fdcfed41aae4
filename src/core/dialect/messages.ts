import { messageContentMessages } from './anthropic-messages/messages/content.js';
import { messageStreamMessages } from './anthropic-messages/messages/stream.js';
import { choiceMessages } from './openai-chat/messages/choice.js';
import { streamMessages } from './openai-chat/messages/stream.js';
import { toolMessages } from './openai-chat/messages/tools.js';
import type { Kind, Place } from '../model/divergence.js';
import type { Level } from '../model/claim.js';
import { callMessages } from '../messages/calls.js';
import { contentMessages } from '../messages/content.js';
import { errorMessages } from '../messages/errors.js';
import { formMessages } from '../messages/form.js';
import { framingMessages } from '../messages/framing.js';
import { httpMessages } from '../messages/http.js';
import type { Message } from '../messages/message.js';
import { outcomeMessages } from '../messages/outcome.js';
import { schemaMessages } from '../messages/schema.js';
import { usageMessages } from '../messages/usage.js';

/** The words of every code. A code without words does not compile: its type is the key of this table. */
export const messages = {
  ...outcomeMessages,
  ...httpMessages,
  ...formMessages,
  ...framingMessages,
  ...schemaMessages,
  ...errorMessages,
  ...usageMessages,
  ...contentMessages,
  ...callMessages,
  ...streamMessages,
  ...toolMessages,
  ...choiceMessages,
  ...messageStreamMessages,
  ...messageContentMessages,
};

export type Code = keyof typeof messages;
export type ArgsOf<C extends Code> = (typeof messages)[C] extends Message<infer Args> ? Args : never;

/** What a check yields: a divergence without its case, spec, claim, level and words. */
export type Mismatch<C extends Code = Code> = { [Each in C]: MismatchOf<Each> }[C];

interface MismatchOf<C extends Code> {
  /** Names the message; unique over all checks. */
  readonly code: C;
  readonly args: ArgsOf<C>;
  readonly at: Place;
  /** How many like it are counted in this one; 1 when left out. */
  readonly occurrences?: number | undefined;
  /** The claim, when the check knows a nearer one than the binding's (each node of a schema has its own). */
  readonly claim?: string | undefined;
  /** The claim whose quotation shows the divergence, when it is not the quotation of the violated claim. */
  readonly cites?: string | undefined;
  /** A lighter level than the claim's (`note` for legal but unusual forms). */
  readonly level?: Level | undefined;
}

/** The words of a mismatch. `sentence` is null when it is made of the others. */
export interface Words {
  readonly kind: Kind;
  readonly title: string;
  readonly expected: string;
  readonly actual: string;
  readonly sentence: string | null;
}

/** Looks up the words of a mismatch and fills in its arguments. */
export function wordsOf(mismatch: Mismatch): Words {
  // The type of a mismatch ties its arguments to its code.
  const { kind, title, expected, actual, sentence } = messages[mismatch.code] as Message<unknown>;
  const fill = (phrase: Message<unknown>['title']): string =>
    typeof phrase === 'string' ? phrase : phrase(mismatch.args);
  return {
    kind,
    title: fill(title),
    expected: fill(expected),
    actual: fill(actual),
    sentence: sentence === undefined ? null : fill(sentence),
  };
}
