import { asString } from '../../wire/narrow.js';
import { chunkPlace } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';
import { quote } from '../../wire/quote.js';
import type { Check, View } from '../check.js';
import { entriesByChoice, isStream, type Entry } from './stream.js';

interface Part {
  readonly entry: Entry;
  readonly text: string;
}

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
  applies: (view) => isStream(view) && partsOf(view).some((parts) => parts.length > 1),
  *judge(view) {
    for (const field of FIELDS) {
      for (const parts of partsOf(view, field)) {
        const second = parts[1];
        if (second === undefined || !isCumulative(parts.map(({ text }) => text))) continue;
        yield {
          kind: 'repeated',
          at: chunkPlace(second.entry.chunk, `${second.entry.at}/delta/${field}`),
          expected: 'only the new text in each delta',
          actual: `${quote(second.text, 60)} after ${quote(parts[0]?.text, 60)}`,
          occurrences: parts.length - 1,
        };
      }
    }
  },
};

/** The texts of each choice, those that are not empty. */
function partsOf(view: View, field = 'content'): readonly (readonly Part[])[] {
  return [...entriesByChoice(view).values()].map((entries) =>
    entries.flatMap((entry) => {
      const text = asString(member(entry.delta ?? {}, field)) ?? '';
      return text === '' ? [] : [{ entry, text }];
    }),
  );
}

function isCumulative(texts: readonly string[]): boolean {
  const grows = texts.slice(1).map((text, n) => {
    const before = texts[n] ?? '';
    return text.startsWith(before) ? text.length - before.length : -1;
  });
  if (grows.length === 0 || grows.some((grown) => grown < 0)) return false;
  // The whole text may come once more at the end; two deltas alone must grow by more than a letter or two.
  if (grows.length === 1) return (texts[0] ?? '').length > 2 && (grows[0] ?? 0) > 2;
  return grows.filter((grown) => grown > 0).length > 1;
}
