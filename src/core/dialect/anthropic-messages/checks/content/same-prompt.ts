import type { Answer } from '../../../answer.js';
import { PROMPT_DRIFT } from '../../../../model/tolerances.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import { promptParts } from './prompt-parts.js';

/** A string costs what its block costs. */
export const samePrompt = defineCheck({
  id: 'same-prompt',
  title: 'A string costs the tokens of its text block',
  stage: 'meaning',
  scope: 'case',
  kinds: ['inconsistent'],
  params: {
    type: 'object',
    properties: { cases: { type: 'array', items: { type: 'string' } } },
    required: ['cases'],
    additionalProperties: false,
  },
  consequenceOf: ['usage-plausible', 'usage-present', 'schema'],
  explain: {
    what: 'Two requests whose content is the same, once as a string and once as a text block, have the same input tokens; up to 3 of difference are allowed. `cases` names the cases that a claim is about.',
    causes: 'A gateway that serialises blocks into the prompt of its backend.',
    falseAlarm: 'A prompt to which the endpoint adds the date or time may differ by a few tokens.',
    seen: [],
  },
  applies: (view, { with: { cases } }) => cases.includes(view.case.id) && countsOf(view) !== null,
  *judge(view) {
    const counts = countsOf(view);
    const usage = view.reply.usage;
    if (counts === null || usage === null || Math.abs(counts.one - counts.other) <= PROMPT_DRIFT) return;
    yield { code: 'prompt-counts-differ', args: { name: usage.input.name, ...counts }, at: usage.input.place };
  },
});

function countsOf({ answer, answers }: CheckInput): { readonly one: number; readonly other: number } | null {
  const twin = answers.find((each) => each !== answer && keyOf(each) === keyOf(answer));
  const one = twin?.reply.usage?.input.value ?? null;
  const other = answer.reply.usage?.input.value ?? null;
  return one === null || other === null ? null : { one, other };
}

function keyOf({ request, operation }: Answer): string {
  return JSON.stringify([operation, promptParts(request)]);
}
