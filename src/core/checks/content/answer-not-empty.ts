import { defineCheck } from '../check.js';
import { answered } from '../answered.js';
import { placeIn } from '../../dialect/reply.js';

/** An answer says or calls something. */
export const answerNotEmpty = defineCheck({
  id: 'answer-not-empty',
  title: 'An answer is not empty',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  consequenceOf: ['tool-choice', 'tool-finish-reason', 'legacy-function-call', 'choice-index'],
  explain: {
    what: 'A choice that finished with `stop` holds text, a refusal or a tool call. Reasoning alone is no answer. Choices that were cut, and requests with a stop sequence (which may come at once) or for no tokens, are not judged.',
    causes:
      'A gateway that assembles unstreamed answers wrongly; a parser for reasoning that takes everything for reasoning; a tool call that is lost on the way; an upstream error that became an empty 200.',
    falseAlarm: 'A model may end without a word. Repeat the case: a broken endpoint is empty every time.',
    seen: [
      'langchain-ai/openwiki#655',
      'lmstudio-ai/lmstudio-bug-tracker#378',
      'BerriAI/litellm#30299',
      'ddalcu/mlx-serve#287',
    ],
  },
  applies: (view) =>
    answered(view) &&
    view.requested.stop.length === 0 &&
    view.requested.limit?.tokens !== 0 &&
    view.reply.outputs.some(({ finish }) => finish.reason === 'stop'),
  *judge({ reply }) {
    for (const { finish, calls, text, reasoning, refusal, holdsOther } of reply.outputs) {
      if (finish.reason !== 'stop' || calls.length > 0 || holdsOther) continue;
      if (text.text.trim() !== '' || refusal.text !== '') continue;
      yield { code: 'answer-empty', args: { reasoning: reasoning.text }, at: placeIn(text) };
    }
  },
});
