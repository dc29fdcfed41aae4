import type { Answer } from '../../../answer.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import { addedParts, type PromptPart } from './prompt-parts.js';

/** Everything in a prompt is counted. */
export const promptCounted = defineCheck({
  id: 'prompt-counted',
  title: 'More input costs more input tokens',
  stage: 'meaning',
  scope: 'case',
  kinds: ['inconsistent'],
  params: {
    type: 'object',
    properties: { cases: { type: 'array', items: { type: 'string' } } },
    required: ['cases'],
    additionalProperties: false,
  },
  consequenceOf: ['usage-plausible', 'usage-present', 'schema', 'usage-cumulative'],
  explain: {
    what: 'Of two requests of a case, the second has everything of the first and more: a system prompt, a tool, a block, a turn. Its input tokens, cached ones included, are more. `cases` names the cases that a claim is about.',
    causes:
      'A gateway that drops what it does not know: a system prompt in blocks, the second block of a message, an image, one of two consecutive turns; a count of the messages alone.',
    falseAlarm: 'An endpoint that adds its own prompt, of a length that differs from request to request.',
    seen: ['router-for-me/CLIProxyAPI#3628'],
  },
  applies: (view, { with: { cases } }) => cases.includes(view.case.id) && comparison(view) !== null,
  *judge(view) {
    const compared = comparison(view);
    if (compared === null || compared.more > compared.less) return;
    const { less, more, added } = compared;
    const usage = view.reply.usage;
    if (usage === null) return;
    const what = added[0]?.what ?? 'the additional input';
    yield {
      code: 'prompt-not-counted',
      args: { name: usage.input.name, added: what, less, more },
      at: usage.input.place,
    };
  },
});

interface Comparison {
  readonly less: number;
  readonly more: number;
  readonly added: readonly PromptPart[];
}

function comparison({ answer, answers }: CheckInput): Comparison | null {
  const more = countOf(answer);
  for (const other of answers) {
    const less = other.operation === answer.operation ? countOf(other) : null;
    const added = addedParts(other.request, answer.request);
    if (other !== answer && less !== null && more !== null && added !== null) return { less, more, added };
  }
  return null;
}

function countOf({ status, reply }: Answer): number | null {
  return status === 200 && reply.error === null ? (reply.usage?.input.value ?? null) : null;
}
