import { member } from '../../wire/pointer.js';
import { quote } from '../../wire/quote.js';
import { defineCheck } from '../check.js';
import { answered } from '../../dialect/openai-chat/answered.js';
import { requestMember } from '../../dialect/openai-chat/requested.js';
import { inMessage } from '../../dialect/openai-chat/choice-pieces.js';
import { contentPlace, readChoices } from '../../dialect/openai-chat/read-choices.js';
import { readUsage } from '../../dialect/openai-chat/read-usage.js';

/** `reasoning_effort: "none"` turns reasoning off. */
export const reasoningOff = defineCheck({
  id: 'reasoning-off',
  title: 'No reasoning where it was turned off',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['ignored'],
  explain: {
    what: 'With `reasoning_effort: "none"` an answer holds no reasoning: no text in `reasoning_content` or `reasoning`, none between think tags at the start of the text, no reasoning tokens in `usage`. An empty pair of think tags is told as a note.',
    causes: 'A parameter that is dropped on its way to the template, or a template without a switch.',
    falseAlarm: 'A model may begin its answer by thinking aloud in words; that is not looked at.',
    seen: ['Layr-Labs/d-inference#639', 'mudler/LocalAI#10072', 'docker/model-runner#1028'],
  },
  applies: (view) => answered(view) && requestMember(view.answer, 'reasoning_effort') === 'none',
  *judge({ answer }) {
    const expected = 'no reasoning (reasoning_effort "none")';
    let told = false;
    for (const choice of readChoices(answer)) {
      const tag = /^\s*<think(?:ing)?>([\s\S]*?)(?:<\/think(?:ing)?>|$)/.exec(choice.content);
      if (tag) {
        told = true;
        const level = tag[1]?.trim() === '' ? ({ level: 'note' } as const) : {};
        yield { kind: 'ignored', at: contentPlace(choice), expected, actual: quote(tag[0], 80), ...level };
      }
      for (const piece of choice.pieces) {
        for (const name of ['reasoning_content', 'reasoning']) {
          const value = member(piece.message ?? {}, name);
          if (typeof value !== 'string' || value.trim() === '') continue;
          told = true;
          yield { kind: 'ignored', at: inMessage(piece, `/${name}`), expected, actual: quote(value, 80) };
        }
      }
    }
    const usage = readUsage(answer);
    const tokens = usage?.count('completion_tokens_details', 'reasoning_tokens') ?? 0;
    if (told || !usage || tokens <= 0) return;
    const at = usage.at('/completion_tokens_details/reasoning_tokens');
    yield { kind: 'ignored', at, expected, actual: `${tokens} reasoning tokens` };
  },
});
