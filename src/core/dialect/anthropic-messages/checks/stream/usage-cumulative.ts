import type { Mismatch } from '../../../messages.js';
import { SPARE_WORDS, WORDS_PER_TOKEN } from '../../../../model/tolerances.js';
import { asArray, asNumber } from '../../../../wire/json.js';
import { member } from '../../../../wire/pointer.js';
import { chunkPlace } from '../../../../wire/place.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import { eventsOf, isComplete, isMessageStream } from './stream.js';

const COUNTS = ['input_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens', 'output_tokens'];

/** The counts of a stream are cumulative. */
export const usageCumulative = defineCheck({
  id: 'usage-cumulative',
  title: 'The counts of message_delta are cumulative',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['inconsistent'],
  consequenceOf: ['event-order', 'message-start', 'content-increments'],
  consequences: ['usage-plausible'],
  explain: {
    what: 'A count in `message_delta` includes what earlier events counted: it is never lower than in `message_start` or an earlier `message_delta`. The last `output_tokens` counts the whole answer: it is no fewer tokens than its words can have. Counts that are null or missing are not compared, and none if `iterations` lists several (compaction): then the counts are those of the last one.',
    causes: 'A gateway that fills in zeros for what it does not know at the end, or counts only the last piece.',
    falseAlarm: 'None known: words are compared with a wide margin.',
    seen: ['sgl-project/sglang#3912', 'BerriAI/litellm#30299'],
  },
  applies: (input) => {
    const usages = isMessageStream(input) ? usagesIn(input) : [];
    return usages.length > 1 && !usages.some(({ usage }) => asArray(member(usage, 'iterations')).length > 1);
  },
  *judge(input) {
    const usages = usagesIn(input);
    for (const name of COUNTS) {
      const counts = usages.flatMap(({ usage, pointer }) => {
        const count = asNumber(member(usage, name));
        return count === null ? [] : [{ count, at: pointer(name) }];
      });
      const fall = counts.findIndex(({ count }, n) => n > 0 && count < (counts[n - 1]?.count ?? 0));
      const [before, after] = [counts[fall - 1], counts[fall]];
      if (before === undefined || after === undefined) continue;
      yield { code: 'count-decreases', args: { name, before: before.count, after: after.count }, at: after.at };
      return;
    }
    if (isComplete(input)) yield* judgeText(input);
  },
});

function* judgeText({ reply: { usage, outputs } }: CheckInput): Generator<Mismatch> {
  const used = usage?.output.value ?? null;
  const words = outputs.reduce((sum, { text }) => sum + (text.text.match(/\S+/g)?.length ?? 0), 0);
  if (usage === null || used === null || used === 0 || words <= WORDS_PER_TOKEN * used + SPARE_WORDS) return;
  yield { code: 'count-below-text', args: { used, words }, at: usage.output.place };
}

function usagesIn(input: CheckInput) {
  return eventsOf(input).flatMap(({ type, value, chunk }) => {
    const isStart = type === 'message_start';
    if (!isStart && type !== 'message_delta') return [];
    const usage = isStart ? member(value['message'], 'usage') : value['usage'];
    const pointer = (name: string) => chunkPlace(chunk, `${isStart ? '/message' : ''}/usage/${name}`);
    return usage === undefined ? [] : [{ usage, pointer }];
  });
}
