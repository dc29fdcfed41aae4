import type { Mismatch } from '../../../messages.js';
import { asString } from '../../../../wire/json.js';
import { placeOf } from '../../../../wire/place.js';
import { member } from '../../../../wire/pointer.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import { type ChoiceEntry, chatReply } from '../../chat-reply.js';
import { entriesByChoice, entriesOf, isChunkStream } from './stream.js';

/** The indexes of choices count from 0. */
export const choiceIndex = defineCheck({
  id: 'choice-index',
  title: 'Each choice has its own index',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['wrong-value', 'repeated'],
  consequenceOf: ['tool-calls-together'],
  consequences: ['tool-call-name', 'tool-choice', 'tool-finish-reason', 'answer-not-empty', 'content-increments'],
  explain: {
    what: 'The `index` of a choice is from 0 to n−1, and no two choices of a body or chunk share it. A stream does not start and finish all choices with one index. The schema judges a missing index.',
    causes:
      'A token counter or a slot number of the backend instead of the index; parallel requests whose answers are not numbered again.',
    falseAlarm: 'None known: the index is how clients distinguish choices.',
    seen: [
      'microsoft/foundry-local#144',
      'vercel/ai#4031',
      'mudler/LocalAI#1194',
      'envoyproxy/ai-gateway#1487',
      'BerriAI/litellm#3276',
      'sgl-project/sglang#2912',
    ],
  },
  applies: (input) => indexed(input).some(({ ownIndex }) => ownIndex !== null),
  *judge(input) {
    const choices = input.requested.outputs;
    /** The last chunk with each index; null for the body. */
    const seen = new Map<number, number | null>();
    for (const { chunk, pointer, ownIndex: index } of indexed(input)) {
      if (index === null) continue;
      const isTwice = seen.get(index) === chunk;
      seen.set(index, chunk);
      if (index >= 0 && index < choices && !isTwice) continue;
      const at = placeOf(chunk, `${pointer}/index`);
      yield index < 0 || index >= choices
        ? { code: 'index-out-of-range', args: { index, choices }, at }
        : { code: 'index-twice', args: { index }, at };
    }
    yield* sharedIndex(input, choices);
  },
});

/** All choices of a stream under one index, which opens and finishes once for each of them. */
function* sharedIndex(input: CheckInput, choices: number): Generator<Mismatch> {
  const [entries, ...others] = isChunkStream(input) ? [...entriesByChoice(input).values()] : [];
  if (choices < 2 || entries === undefined || others.length > 0) return;
  const opening = entries.filter(({ delta }) => asString(member(delta ?? {}, 'role')) !== null);
  const finishing = entries.filter(({ choice }) => asString(member(choice, 'finish_reason')) !== null);
  const [, second] = opening;
  if (second === undefined || opening.length !== choices || finishing.length !== choices) return;
  const args = { index: second.ownIndex, choices };
  yield { code: 'index-shared', args, at: placeOf(second.chunk, `${second.pointer}/index`) };
}

/** The entries whose index is judged: those of a stream of chunks, or of the body that was requested. */
function indexed(input: CheckInput): readonly ChoiceEntry[] {
  const { answer } = input;
  if (isChunkStream(input)) return entriesOf(input);
  if (!answer.succeeded || answer.requested.stream || !answer.body.ok) return [];
  return chatReply(input).entries;
}
