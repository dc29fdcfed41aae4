import { type CheckInput, defineCheck } from '../check.js';
import { answered } from '../answered.js';
import { isSameModel } from './same-model.js';

/** A request without a model is answered by the documented default. */
export const modelDefault = defineCheck({
  id: 'model-default',
  title: 'Without a model the documented default answers',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  params: {
    type: 'object',
    properties: { model: { type: 'string' } },
    additionalProperties: false,
  },
  explain: {
    what: 'Where the documents name a default model, a request that leaves `model` out is answered by it. `model` names that default; without it the one that the spec recommends is meant.',
    causes: 'A default that was changed in the deployment and not in the documents.',
    falseAlarm: 'A deployment of one model, whatever its name, has no other to answer with.',
    seen: ['icebear0828/codex-proxy#660'],
  },
  applies: (view, binding) =>
    answered(view) &&
    view.answer.request !== null &&
    (view.answer.request['model'] ?? null) === null &&
    defaultOf(view, binding.with.model) !== null &&
    view.reply.model !== null,
  *judge(view, binding) {
    const wanted = defaultOf(view, binding.with.model);
    const named = view.reply.model;
    if (wanted === null || named === null || isSameModel(wanted, named.value)) return;
    yield { code: 'default-model-differs', args: { wanted, got: named.value }, at: named.place };
  },
});

function defaultOf({ spec }: CheckInput, claimed: string | undefined): string | null {
  return claimed ?? spec.models.recommended;
}
