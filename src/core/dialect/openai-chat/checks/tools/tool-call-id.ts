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
      'Ids are compared within one choice; a server that repeats ids from answer to answer is not reported here.',
    seen: ['letta-ai/letta#2761', 'BerriAI/litellm#20480', 'vercel/ai#18440', 'anomalyco/opencode#43328'],
  },
  applies: (view) => answered(view) && chatReply(view).outputs.some(({ calls }) => calls.length > 0),
  *judge({ reply }) {
    for (const { calls } of chatReply({ reply }).outputs) {
      const seen = new Set<string>();
      for (const call of calls) {
        yield* judgeCall(call);
        const { id } = call;
        if (id === null) continue;
        if (seen.has(id)) {
          yield { code: 'call-id-repeated', args: { id }, at: inFragment(call.first, '/id') };
        }
        seen.add(id);
      }
    }
  },
});

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
