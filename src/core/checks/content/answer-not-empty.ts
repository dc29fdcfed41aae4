import { isObject } from '../../wire/narrow.js';
import { member } from '../../wire/pointer.js';
import { quote } from '../../wire/quote.js';
import { defineCheck } from '../check.js';
import { answered } from '../../dialect/openai-chat/answered.js';
import { stopSequences, tokenLimit } from '../../dialect/openai-chat/requested.js';
import { type ReadChoice, contentPlace, readChoices } from '../../dialect/openai-chat/read-choices.js';

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
    stopSequences(view.answer).length === 0 &&
    tokenLimit(view.answer, 0)?.tokens !== 0 &&
    readChoices(view.answer).some(({ finish }) => finish === 'stop'),
  *judge({ answer }) {
    for (const choice of readChoices(answer)) {
      if (choice.finish !== 'stop' || choice.calls.length > 0 || holdsSomething(choice)) continue;
      yield {
        kind: 'wrong-value',
        at: contentPlace(choice),
        expected: 'text, a refusal or a tool call in the content of the answer',
        actual: choice.reasoning === '' ? 'an empty answer' : `reasoning alone: ${quote(choice.reasoning, 60)}`,
      };
    }
  },
});

/** Content of another type counts: of its type the schema speaks. */
function holdsSomething({ content, refusal, pieces }: ReadChoice): boolean {
  if (content.trim() !== '' || refusal !== '') return true;
  return pieces.some(({ message }) => {
    const given = member(message ?? {}, 'content');
    const other = ['function_call', 'audio'].some((name) => isObject(member(message ?? {}, name)));
    return other || (given !== undefined && given !== null && typeof given !== 'string');
  });
}
