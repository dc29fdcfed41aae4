import { asString } from '../../../../wire/json.js';
import { chunkPlace } from '../../../../wire/place.js';
import { member } from '../../../../wire/pointer.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import { carriesValue } from './carries-value.js';
import { chunksOf, entriesByChoice, isChunkStream, type StreamEntry } from './stream.js';
import { carriesUsage } from './usage-of.js';

/** No chunk of a choice follows its finish reason. */
export const afterFinish = defineCheck({
  id: 'after-finish',
  title: 'A choice ends with its finish_reason',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['chunk-order'],
  consequenceOf: ['choice-index'],
  consequences: ['answer-repeated'],
  explain: {
    what: 'After the chunk with its finish reason a choice does not occur again: no text, no second answer. A chunk that only repeats the finish reason is judged by `finish-once`, chunks with usage by the checks on usage.',
    causes:
      'Buffers that are flushed after the end was written; a gateway that appends its own chunks (filters, costs) as choices.',
    falseAlarm: 'None known: clients stop reading a choice when it finishes.',
    seen: ['foundation-model-stack/fms-guardrails-orchestrator#482'],
  },
  applies: (input) =>
    isChunkStream(input) && [...entriesByChoice(input).values()].some((entries) => entries.some(finishes)),
  *judge(input) {
    let usage: ReadonlySet<number> | null = null;
    for (const [index, entries] of entriesByChoice(input)) {
      const end = entries.findIndex(finishes);
      if (index === null || end === -1) continue;
      // A finish reason in every chunk: each of them is a second finish, not text behind the end.
      if (entries.every((entry) => !hasContent(entry) || finishes(entry))) continue;
      const others = entries.slice(end + 1);
      if (others.length === 0) continue;
      const withUsage = (usage ??= new Set(chunksWithUsage(input)));
      const late = others.filter((entry) => hasContent(entry) || !(withUsage.has(entry.chunk) || finishes(entry)));
      const [first] = late;
      if (first === undefined) continue;
      yield {
        code: 'after-finish',
        args: { index, finishedIn: entries[end]?.chunk ?? 0 },
        at: chunkPlace(first.chunk, first.pointer),
        occurrences: late.length,
      };
    }
  },
});

function finishes({ choice }: StreamEntry): boolean {
  return Boolean(asString(member(choice, 'finish_reason')));
}

function hasContent({ delta }: StreamEntry): boolean {
  return Object.entries(delta ?? {}).some(([name, value]) => name !== 'role' && carriesValue(value));
}

function chunksWithUsage(input: CheckInput): readonly number[] {
  return chunksOf(input).flatMap(({ n, value }) => (!carriesUsage(value) ? [] : [n]));
}
