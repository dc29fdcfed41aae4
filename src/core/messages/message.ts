import type { Kind } from '../model/divergence.js';

/** The words of a code: what a report says when a check yields it. Text of a server is quoted (`quote`), never verbatim. */
export interface Message<Args> {
  readonly kind: Kind;
  /** What is wrong, as a heading: no place, no full stop. */
  readonly title: Phrase<Args>;
  /** Completes "Expected …". */
  readonly expected: Phrase<Args>;
  /** What the response has instead, in a few words. */
  readonly actual: Phrase<Args>;
  /** A whole sentence, without its full stop, when the one made of title, place, expected and actual reads badly. */
  readonly sentence?: Phrase<Args>;
}

type Phrase<Args> = string | ((args: Args) => string);

/** A code that needs no arguments. */
export type NoArgs = Readonly<Record<string, never>>;

/** Declares the words of a code; `Args` are the arguments that a check gives with it. */
export function message<Args = NoArgs>(words: Message<Args>): Message<Args> {
  return words;
}
