import { type CheckInput, defineCheck, type Dictated } from '../../dialect/check.js';
import { placeIn } from '../../dialect/reply.js';
import type { Place } from '../../model/divergence.js';
import { memoize } from '../../model/memoize.js';
import { SHORTEST_REPEATED } from '../../model/tolerances.js';
import { parseJson, stringsIn } from '../../wire/json.js';
import { answered } from '../answered.js';
import { bareText } from './bare-text.js';

/** Each answer belongs to its own request. */
export const answerOfAnother = defineCheck({
  id: 'answer-of-another',
  title: 'Each answer belongs to its own request',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  fatal: ['sequence', 'meaning'],
  explainsIgnored: true,
  explain: {
    what: 'Most prompts of a run dictate a different text, or name a different place for a tool. An answer must not contain the text of another request, and a call must not have the place of another request. Texts and places of one word, and texts that the request itself contains, are not compared.',
    causes:
      'Answers of concurrent requests that are confused; a cache whose key lacks a part of the request; a connection on which an earlier response is left unread.',
    falseAlarm: 'A server that intends to share a context among requests.',
    seen: ['inferencerlabs/inferencer-feedback#127', 'ml-explore/mlx-lm#965', 'ggml-org/llama.cpp#27148'],
  },
  applies: (input) => answered(input) && input.dictated.length > 0 && input.reply.outputs.length > 0,
  *judge(input) {
    const found = foreignText(input) ?? foreignArgument(input);
    if (found !== null)
      yield { code: 'answer-of-another', args: { text: found.text, other: found.case }, at: found.at };
  },
});

type Found = Dictated & { readonly at: Place };

/** The texts that can be compared, each with its bare form. */
const comparable = memoize((dictated: readonly Dictated[]) =>
  dictated.map((each) => ({ ...each, bare: bareText(each.text) })).filter(({ bare }) => isDistinct(bare)),
);

/** The text of another request in a text of the answer. */
function foreignText({ answer, reply, dictated }: CheckInput): Found | null {
  const own = bareText(stringsIn(answer.request ?? {}).join(' '));
  for (const { text } of reply.outputs) {
    const bare = ` ${bareText(text.text)} `;
    const other = comparable(dictated).find((each) => bare.includes(` ${each.bare} `) && !own.includes(each.bare));
    if (other !== undefined) return { case: other.case, text: other.text, at: placeIn(text) };
  }
  return null;
}

/** Several words with letters: not what a model says by chance, and not a part of a count. */
function isDistinct(wanted: string): boolean {
  const words = wanted.match(/\p{L}{3,}/gu) ?? [];
  return words.length > 1 && wanted.length >= SHORTEST_REPEATED;
}

/** An argument that another request dictates. A place of one word may be what a model writes when it knows none. */
function foreignArgument({ answer, reply, dictated }: CheckInput): Found | null {
  const own = stringsIn(answer.request ?? {}).join(' ');
  for (const call of reply.outputs.flatMap(({ calls }) => calls)) {
    const parsed = call.type === 'function' ? parseJson(call.arguments.text) : null;
    if (call.type !== 'function' || parsed?.ok !== true) continue;
    const values = stringsIn(parsed.value);
    const other = comparable(dictated).find(({ text }) => values.includes(text) && !own.includes(text));
    if (other !== undefined) return { case: other.case, text: other.text, at: placeIn(call.arguments) };
  }
  return null;
}
