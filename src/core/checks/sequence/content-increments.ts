import { asString } from '../../wire/narrow.js';
import { chunkPlace } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';
import { quote } from '../../wire/quote.js';
import type { Check } from '../check.js';
import { entriesByChoice, isStream, type Entry } from './stream.js';

const FIELDS = ['content', 'reasoning_content'];

/** A delta holds what is new, not all text so far. */
export const contentIncrements: Check = {
  id: 'content-increments',
  title: 'Deltas hold only what is new',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['repeated'],
  silentAfter: ['choice-index', 'stream-error'],
  explain: {
    what: 'The content of a choice comes in increments: no delta begins with everything that came before it. Told only where every delta does, and there are at least three of them, or two that leave no doubt.',
    causes: 'A backend that streams the text so far (as some native APIs do) behind a converter that passes it on.',
    falseAlarm: 'A text whose tokens happen to repeat and grow, such as "a", "aa", "aaa".',
    seen: [],
  },
  applies: (view) => isStream(view) && [...entriesByChoice(view).values()].some((entries) => secondOf(entries)),
  *judge(view) {
    for (const field of FIELDS) {
      for (const entries of entriesByChoice(view).values()) {
        const second = secondOf(entries, field);
        if (second === undefined || !isCumulative(entries, field)) continue;
        const [first, again] = textsOf(entries, field);
        yield {
          kind: 'repeated',
          at: chunkPlace(second.chunk, `${second.at}/delta/${field}`),
          expected: 'only the new text in each delta',
          actual: `${quote(again, 60)} after ${quote(first, 60)}`,
          occurrences: [...textsOf(entries, field)].length - 1,
        };
      }
    }
  },
};

/** The second entry of a choice that has text; undefined where there are not two. */
function secondOf(entries: readonly Entry[], field = 'content'): Entry | undefined {
  let seen = 0;
  return entries.find((entry) => ownText(entry, field) !== '' && ++seen === 2);
}

/** The texts of a choice in order, those that are not empty. */
function* textsOf(entries: readonly Entry[], field: string): Generator<string> {
  for (const entry of entries) {
    const text = ownText(entry, field);
    if (text !== '') yield text;
    if (entry.alike?.field === field) yield* entry.alike.texts;
  }
}

function ownText({ delta }: Entry, field: string): string {
  return asString(member(delta ?? {}, field)) ?? '';
}

function isCumulative(entries: readonly Entry[], field: string): boolean {
  // What the record left out cannot be told to have grown.
  if (entries.some(({ alike }) => alike !== null && alike.texts.length < alike.count)) return false;
  let before: string | null = null;
  const grown: number[] = [];
  for (const text of textsOf(entries, field)) {
    if (before !== null && !text.startsWith(before)) return false;
    if (before !== null) grown.push(text.length - before.length);
    before = text;
  }
  // The whole text may come once more at the end; two deltas alone must grow by more than a letter or two.
  if (grown.length === 1) return (before ?? '').length - (grown[0] ?? 0) > 2 && (grown[0] ?? 0) > 2;
  return grown.filter((each) => each > 0).length > 1;
}
