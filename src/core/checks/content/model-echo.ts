import { type CheckInput, defineCheck } from '../check.js';
import { answered } from '../answered.js';
import { isRouted, isSameModel } from './same-model.js';

/** The answer names the model that was asked for. */
export const modelEcho = defineCheck({
  id: 'model-echo',
  title: 'The answer names the model that was asked for',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  explain: {
    what: '`model` in the answer is the model of the request. A dated or qualified variant of it (`gpt-4o-mini-2024-07-18` for `gpt-4o-mini`), another case and the prefix of a provider count as the same; so does any model where `auto` was asked for.',
    causes:
      'A gateway that serves another model than the one that was asked for, silently, or an alias that is resolved.',
    falseAlarm: 'An alias of the endpoint may rightly be answered under the real name of the model.',
    seen: ['yuezhiai/jonex#34', 'icebear0828/codex-proxy#660', 'microsoft/foundry-local#144'],
  },
  applies(view) {
    const wanted = requestedModel(view);
    return answered(view) && view.case.mistake === null && wanted !== null && view.reply.model !== null;
  },
  *judge(view) {
    const wanted = requestedModel(view);
    const named = view.reply.model;
    if (wanted === null || named === null || isSameModel(wanted, named.value)) return;
    yield { code: 'model-differs', args: { wanted, got: named.value }, at: named.place };
  },
});

function requestedModel({ requested: { model } }: CheckInput): string | null {
  return model !== null && model !== '' && !isRouted(model) ? model : null;
}
