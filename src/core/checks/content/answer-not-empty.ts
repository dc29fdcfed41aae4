import { defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';
import { placeIn } from '../../dialect/reply.js';

/** An answer has text or a tool call. */
export const answerNotEmpty = defineCheck({
  id: 'answer-not-empty',
  title: 'An answer is not empty',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  consequenceOf: ['tool-finish-reason', 'sse-data-json'],
  explain: {
    what: 'A choice with the finish reason `stop` has text, a refusal or a tool call. Reasoning alone is not an answer. Choices that were cut, and requests with a stop sequence (which may occur at once) or a token limit of 0, are not judged.',
    causes:
      'A gateway that assembles unstreamed answers wrongly; a reasoning parser that takes everything for reasoning; a tool call that is lost; an upstream error that became an empty 200.',
    falseAlarm: 'A model may end without text. Repeat the case: a broken endpoint returns an empty answer every time.',
    seen: [
      'langchain-ai/openwiki#655',
      'lmstudio-ai/lmstudio-bug-tracker#378',
      'BerriAI/litellm#30299',
      'ddalcu/mlx-serve#287',
    ],
  },
  applies: (input) =>
    answered(input) &&
    input.requested.stop.length === 0 &&
    input.requested.limit?.tokens !== 0 &&
    input.reply.outputs.some(({ finish }) => finish.reason === 'stop'),
  *judge({ reply }) {
    for (const { finish, calls, text, reasoning, refusal, holdsOther } of reply.outputs) {
      if (finish.reason !== 'stop' || calls.length > 0 || holdsOther) continue;
      if (text.text.trim() !== '' || refusal.text !== '') continue;
      yield { code: 'answer-empty', args: { reasoning: reasoning.text }, at: placeIn(text) };
    }
  },
});
