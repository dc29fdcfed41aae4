import { member } from '../../../../wire/pointer.js';
import { quote } from '../../../../wire/quote.js';
import { defineCheck } from '../../../check.js';
import { type ChatCall, chatReply, inFragment } from '../../chat-reply.js';
import { answered } from '../../../../checks/answered.js';

/** Streamed calls have an index each, counted from 0. */
export const toolCallIndex = defineCheck({
  id: 'tool-call-index',
  title: 'Each streamed tool call has its own index, from 0',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['wrong-value', 'inconsistent'],
  consequenceOf: ['choice-index', 'sse-data-json'],
  consequences: ['tool-call-schema', 'tool-choice', 'tool-finish-reason'],
  explain: {
    what: 'In a stream, `tool_calls[].index` says which call a fragment belongs to: 0 for the first call of a choice, 1 for the next. It is never negative, no two calls share one, and none is skipped.',
    causes:
      'An adapter for an API that sends complete calls (Gemini, Anthropic, Ollama) and writes 0 for each of them; a closing fragment without an open call.',
    falseAlarm:
      'Two fragments that name different calls count as two calls. A server that changes the id of one call halfway is reported by `tool-call-id`, unless it repeats the name and the arguments end in a bracket at that point.',
    seen: ['BerriAI/litellm#15884', 'su-kaka/gcli2api#406', 'BerriAI/litellm#33678', 'vercel/ai#18440'],
  },
  applies: (input) =>
    answered(input) &&
    chatReply(input).outputs.some(
      ({ streamed, calls, strayCalls }) => streamed && calls.length + strayCalls.length > 0,
    ),
  *judge({ reply }) {
    for (const choice of chatReply({ reply }).outputs) {
      if (!choice.streamed) continue;
      for (const { index, fragments } of [...choice.strayCalls, ...choice.calls]) {
        if (index !== null && index >= 0) continue;
        for (const fragment of fragments) {
          const given = member(fragment.value, 'index');
          if (typeof given !== 'number' || given >= 0) continue;
          yield { code: 'call-index-negative', args: { index: given }, at: inFragment(fragment, '/index') };
        }
      }
      for (const call of choice.calls) {
        if (!call.sharesIndexOf) continue;
        const args = { index: call.index, one: calledAs(call.sharesIndexOf), other: calledAs(call) };
        yield { code: 'call-index-shared', args, at: inFragment(call.first, '/index') };
      }
      const gap = firstGap(choice.calls);
      if (gap === null) continue;
      const args = { index: gap.call.index, missing: gap.missing };
      yield { code: 'call-index-gap', args, at: inFragment(gap.call.first, '/index') };
    }
  },
});

function calledAs(call: ChatCall): string {
  return quote(call.id ?? call.name, 40);
}

/** The call behind the first index that no call has. */
function firstGap(calls: readonly ChatCall[]): { readonly missing: number; readonly call: ChatCall } | null {
  const taken = new Set(calls.map(({ index }) => index));
  if (taken.has(null)) return null;
  for (let missing = 0; missing < taken.size; missing++) {
    if (taken.has(missing)) continue;
    const call = calls.find(({ index }) => index !== null && index > missing);
    return call ? { missing, call } : null;
  }
  return null;
}
