import { asString } from '../../wire/narrow.js';
import { quote } from '../../wire/quote.js';
import { type Binding, type CheckInput, defineCheck } from '../check.js';
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
    defaultOf(view, binding) !== null &&
    view.reply.model !== null,
  *judge(view, binding) {
    const wanted = defaultOf(view, binding);
    const named = view.reply.model;
    if (wanted === null || named === null || isSameModel(wanted, named.value)) return;
    const expected = `the documented default model, ${quote(wanted, 60)}`;
    yield { kind: 'wrong-value', at: named.place, expected, actual: quote(named.value, 60) };
  },
});

function defaultOf({ spec }: CheckInput, binding: Binding): string | null {
  return asString(binding.with['model']) ?? spec.models.recommended;
}
