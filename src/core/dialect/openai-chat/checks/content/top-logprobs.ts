import { FEWEST_ALTERNATIVES } from '../../../../model/tolerances.js';
import type { Json } from '../../../../model/json.js';
import { asArray } from '../../../../wire/json.js';
import { member } from '../../../../wire/pointer.js';
import { defineCheck } from '../../../check.js';
import { chatReply } from '../../chat-reply.js';
import { answered } from '../../../../checks/answered.js';
import { requestMember } from '../../requested.js';
import { type LogprobEntry, logprobEntries } from '../../read-logprobs.js';

/** Each token has as many alternatives as requested. */
export const topLogprobs = defineCheck({
  id: 'top-logprobs',
  title: 'Each token has as many alternatives as top_logprobs requests',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['ignored', 'unexpected', 'wrong-type', 'inconsistent'],
  consequenceOf: ['logprobs'],
  explain: {
    what: 'With `top_logprobs: k` each entry of `logprobs.content` has at most k alternatives, and at least one token has some. Without it the list is present and empty. Three or more different tokens do not all have the same list.',
    causes:
      'A parameter that is dropped; an engine with a fixed number of alternatives; null instead of an empty list; an index that stays at the first token.',
    falseAlarm:
      'OpenAI documents that there may be fewer than k in rare cases, so only lists that are empty for every token are reported. One more than k is a note: some engines add the chosen token.',
    seen: ['BerriAI/litellm#21932', 'Continuum-AI-Corp/OrcaRouter-Lite#135', 'sgl-project/sglang#39260'],
  },
  applies: (input) =>
    answered(input) &&
    requestMember(input.answer, 'logprobs') === true &&
    chatReply(input).outputs.some((choice) => logprobEntries(choice).length > 0),
  *judge({ answer, reply }) {
    const given = requestMember(answer, 'top_logprobs');
    const most = typeof given === 'number' ? given : 0;
    const entries = chatReply({ reply }).outputs.flatMap(logprobEntries);
    for (const entry of entries) {
      const list = member(entry.value, 'top_logprobs');
      const at = entry.at('/top_logprobs');
      const count = asArray(list).length;
      if (!Array.isArray(list)) yield { code: 'alternatives-type', args: { value: list }, at };
      else if (count > most) {
        yield {
          code: 'alternatives-extra',
          args: { most, got: count },
          at,
          level: most > 0 && count === most + 1 ? 'note' : undefined,
        };
      }
    }
    const lists = entries.map((entry) => ({ entry, list: member(entry.value, 'top_logprobs') }));
    const [first] = lists;
    if (first && sharesList(lists)) {
      yield { code: 'alternatives-shared', args: { tokens: lists.length }, at: first.entry.at('/top_logprobs') };
    }
    if (!first || most === 0 || lists.some(({ list }) => !Array.isArray(list) || list.length > 0)) return;
    yield {
      code: 'alternatives-empty',
      args: { most },
      at: first.entry.at('/top_logprobs'),
      occurrences: entries.length,
    };
  },
});

/** Whether different tokens all have one and the same list, which is not empty. */
function sharesList(lists: readonly { readonly entry: LogprobEntry; readonly list: Json | undefined }[]): boolean {
  const [first] = lists;
  const tokens = new Set(lists.map(({ entry }) => member(entry.value, 'token')));
  if (first === undefined || tokens.size < FEWEST_ALTERNATIVES || asArray(first.list).length === 0) return false;
  const shared = JSON.stringify(first.list);
  return lists.every(({ list }) => JSON.stringify(list) === shared);
}
