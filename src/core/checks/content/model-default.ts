import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';
import { isSameModel } from './same-model.js';

/** A request without a model is answered by the documented default. */
export const modelDefault = defineCheck({
  id: 'model-default',
  title: 'A request without a model gets the documented default',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  params: {
    type: 'object',
    properties: { model: { type: 'string' } },
    additionalProperties: false,
  },
  explain: {
    what: 'If the documents name a default model, a request without `model` is answered by it. `model` in the claim names the default; otherwise it is the recommended model of the spec.',
    causes: 'A default that was changed in the deployment and not in the documents.',
    falseAlarm: 'A deployment with a single model has no other model to answer with.',
    seen: ['icebear0828/codex-proxy#660'],
  },
  applies: (input, binding) =>
    answered(input) &&
    input.answer.request !== null &&
    (input.answer.request['model'] ?? null) === null &&
    defaultOf(input, binding.with.model) !== null &&
    input.reply.model !== null,
  *judge(input, binding) {
    const wanted = defaultOf(input, binding.with.model);
    const named = input.reply.model;
    if (wanted === null || named === null || isSameModel(wanted, named.value)) return;
    yield { code: 'default-model-differs', args: { wanted, got: named.value }, at: named.place };
  },
});

function defaultOf({ spec }: CheckInput, claimed: string | undefined): string | null {
  return claimed ?? spec.models.recommended;
}
