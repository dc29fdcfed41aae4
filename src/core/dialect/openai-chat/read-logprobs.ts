import type { Place } from '../../model/divergence.js';
import type { Json } from '../../model/json.js';
import { memoize } from '../../model/memoize.js';
import { asArray, asString } from '../../wire/json.js';
import { placeOf } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';
import type { ChatOutput, ChoiceEntry } from './chat-reply.js';

/** One entry of `logprobs.content`. */
export interface LogprobEntry {
  readonly value: Json;
  /** A place in it, by a pointer below it. */
  at(pointer: string): Place;
}

/** The entries of `logprobs.content` of a choice, in order. */
export function logprobEntries({ entries }: Pick<ChatOutput, 'entries'>): readonly LogprobEntry[] {
  return entriesOf(entries);
}

const entriesOf = memoize((entries: readonly ChoiceEntry[]): readonly LogprobEntry[] =>
  entries.flatMap((entry) =>
    asArray(member(member(entry.choice, 'logprobs'), 'content')).map((value, n) => ({
      value,
      at: (pointer: string) => placeOf(entry.chunk, `${entry.pointer}/logprobs/content/${n}${pointer}`),
    })),
  ),
);

/** The text that the tokens of all entries join to. */
export function loggedText(choice: Pick<ChatOutput, 'entries'>): string {
  return logprobEntries(choice)
    .map(({ value }) => asString(member(value, 'token')) ?? '')
    .join('');
}
