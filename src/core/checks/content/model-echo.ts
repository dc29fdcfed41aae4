import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';
import { isRouted, isSameModel } from './same-model.js';

/** The answer names the requested model. */
export const modelEcho = defineCheck({
  id: 'model-echo',
  title: 'The answer names the requested model',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  explain: {
    what: '`model` in the answer is the model of the request. A dated or qualified variant (`gpt-4o-mini-2024-07-18` for `gpt-4o-mini`), another case and the prefix of a provider are accepted; so is any model for `auto`.',
    causes: 'A gateway that uses another model than the requested one, or resolves an alias.',
    falseAlarm: 'An endpoint may resolve an alias and answer with the real name of the model.',
    seen: ['yuezhiai/jonex#34', 'icebear0828/codex-proxy#660', 'microsoft/foundry-local#144'],
  },
  applies(input) {
    const wanted = requestedModel(input);
    return answered(input) && input.case.mistake === null && wanted !== null && input.reply.model !== null;
  },
  *judge(input) {
    const wanted = requestedModel(input);
    const named = input.reply.model;
    if (wanted === null || named === null || isSameModel(wanted, named.value)) return;
    yield { code: 'model-differs', args: { wanted, got: named.value }, at: named.place };
  },
});

function requestedModel({ requested: { model } }: CheckInput): string | null {
  return model !== null && model !== '' && !isRouted(model) ? model : null;
}
