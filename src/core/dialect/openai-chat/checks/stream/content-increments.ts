import { FEWEST_GROWING } from '../../../../model/tolerances.js';
import { asString } from '../../../../wire/json.js';
import { chunkPlace } from '../../../../wire/place.js';
import { member } from '../../../../wire/pointer.js';
import { defineCheck } from '../../../check.js';
import { entriesByChoice, isChunkStream, type StreamEntry } from './stream.js';

const FIELDS = ['content', 'reasoning_content'];

/** A delta contains only new text. */
export const contentIncrements = defineCheck({
  id: 'content-increments',
  title: 'Deltas contain only new text',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['repeated'],
  consequenceOf: ['choice-index'],
  explain: {
    what: 'The content of a choice is sent in increments: no delta starts with all earlier text. A divergence needs at least three such deltas and no others, or two that leave no doubt, or five in a row, each longer than the one before.',
    causes:
      'A backend that streams the accumulated text (as some native APIs do) behind a converter that passes it on; a gateway whose buffer is not always cleared after a write.',
    falseAlarm:
      'A text may consist of tokens that repeat and grow, such as "a", "aa", "aaa". Lines that grow, each a delta that starts with its line break, are not reported.',
    seen: [],
  },
  applies: (view) => isChunkStream(view) && [...entriesByChoice(view).values()].some((entries) => hasSecond(entries)),
  *judge(view) {
    for (const field of FIELDS) {
      for (const entries of entriesByChoice(view).values()) {
        const runs = runsOf(entries, field);
        const repeating = runs.filter((run) => (runs.length === 1 ? isCumulative(run) : isBuffered(run)));
        const [first, again] = repeating[0] ?? [];
        if (first === undefined || again === undefined) continue;
        yield {
          code: 'text-cumulative',
          args: { first: first.text, again: again.text },
          at: chunkPlace(again.entry.chunk, `${again.entry.pointer}/delta/${field}`),
          occurrences: repeating.reduce((sum, run) => sum + run.length - 1, 0),
        };
      }
    }
  },
});

/** What a delta says, and where. */
interface Said {
  readonly text: string;
  readonly entry: StreamEntry;
}

/** Consecutive deltas that each begin with the complete previous one. */
type Run = readonly Said[];

/** Whether a choice says something a second time. */
function hasSecond(entries: readonly StreamEntry[]): boolean {
  return entries.filter((entry) => ownText(entry, 'content') !== '').length > 1;
}

/** The texts of a choice in order, those that are not empty, cut where one does not begin with the one before it. */
function runsOf(entries: readonly StreamEntry[], field: string): readonly Run[] {
  const runs: Said[][] = [];
  let before: string | null = null;
  for (const said of saidBy(entries, field)) {
    if (before !== null && said.text.startsWith(before)) runs.at(-1)?.push(said);
    else runs.push([said]);
    before = said.text;
  }
  return runs;
}

function* saidBy(entries: readonly StreamEntry[], field: string): Generator<Said> {
  for (const entry of entries) {
    const text = ownText(entry, field);
    if (text !== '') yield { text, entry };
  }
}

function ownText({ delta }: StreamEntry, field: string): string {
  return asString(member(delta ?? {}, field)) ?? '';
}

/** Whether the only run of a choice is cumulative. The complete text may be repeated at its end. */
function isCumulative(run: Run): boolean {
  const grown = growthsOf(run);
  // Two deltas alone must grow by more than a letter or two.
  if (run.length === 2) return (run[0]?.text.length ?? 0) > 2 && (grown[0] ?? 0) > 2;
  return grown.length > 1;
}

/** Of one run among others. */
function isBuffered(run: Run): boolean {
  return run.length >= FEWEST_GROWING && growthsOf(run).length >= FEWEST_GROWING - 1 && !run[0]?.text.startsWith('\n');
}

/** By how many characters the deltas of a run grow, where they do. */
function growthsOf(run: Run): readonly number[] {
  return run.map(({ text }, n) => text.length - (run[n - 1]?.text ?? text).length).filter((growth) => growth > 0);
}
