import type { Answer } from '../../../answer.js';
import type { Mismatch } from '../../../messages.js';
import { defineCheck } from '../../../check.js';
import { type ChatCall, chatReply, inFragment } from '../../chat-reply.js';
import { answered } from '../../../../checks/answered.js';

/** The id that the result of the tool will refer to. */
export const toolCallId = defineCheck({
  id: 'tool-call-id',
  title: 'Each tool call has one unique id',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['missing-field', 'wrong-value', 'repeated', 'inconsistent', 'unusual-form'],
  consequenceOf: ['choice-index', 'tool-call-opening', 'tool-call-index'],
  explain: {
    what: 'A tool call has an `id` that is not empty, that no other call of the choice has, and that does not change in a stream. The client sends it back as `tool_call_id` with the result. An id that every fragment repeats is a note: a client that joins strings duplicates it.',
    causes: 'An engine without ids for calls; a gateway that creates a new id for each chunk, or one for all calls.',
    falseAlarm:
      'None known. Ids that repeat from answer to answer are a note: within one conversation, two results would have the same `tool_call_id`.',
    seen: [
      'letta-ai/letta#2761',
      'BerriAI/litellm#20480',
      'vercel/ai#18440',
      'anomalyco/opencode#43328',
      'can1357/oh-my-pi#2055',
    ],
  },
  applies: (input) => answered(input) && chatReply(input).outputs.some(({ calls }) => calls.length > 0),
  *judge({ reply, answer, answers }) {
    const earlier = earlierIds(answer, answers);
    for (const { calls } of chatReply({ reply }).outputs) {
      const seen = new Set<string>();
      for (const call of calls) {
        yield* judgeCall(call);
        const { id } = call;
        if (id === null) continue;
        const at = inFragment(call.first, '/id');
        if (seen.has(id)) yield { code: 'call-id-repeated', args: { id }, at };
        else if (earlier.has(id)) yield { code: 'call-id-of-earlier-answer', args: { id }, at, level: 'note' };
        seen.add(id);
      }
    }
  },
});

/** The ids of the calls in the earlier answers of the case. */
function earlierIds(answer: Answer, answers: readonly Answer[]): ReadonlySet<string> {
  const earlier = answers.slice(0, Math.max(0, answers.indexOf(answer)));
  return new Set(
    earlier.flatMap((each) => each.reply.outputs.flatMap(({ calls }) => calls.flatMap(({ id }) => id ?? []))),
  );
}

function* judgeCall(call: ChatCall): Generator<Mismatch> {
  const { id } = call;
  if (id === null) {
    const empty = call.fragments.find((fragment) => fragment.id === '');
    if (empty) yield { code: 'call-id-empty', args: {}, at: inFragment(empty, '/id') };
    else yield { code: 'call-id-missing', args: {}, at: inFragment(call.first, '/id') };
    return;
  }
  const later = call.fragments.slice(1).filter((fragment) => fragment.id);
  const other = later.find((fragment) => fragment.id !== id);
  const again = later[0];
  if (other) {
    yield { code: 'call-id-changes', args: { id, other: other.id ?? '' }, at: inFragment(other, '/id') };
  } else if (again) {
    yield {
      code: 'call-id-again',
      args: { fragments: later.length },
      at: inFragment(again, '/id'),
      level: 'note',
      occurrences: later.length,
    };
  }
}
