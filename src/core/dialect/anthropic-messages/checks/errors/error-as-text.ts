import { answered } from '../../../../checks/answered.js';
import { defineCheck } from '../../../check.js';
import { placeIn } from '../../../reply.js';

/** How gateways begin an error that they send as an answer: `[Proxy Error] …`, `Error: …`. */
const ERROR =
  /^\s*(?:\[[^\]\n]{0,30}\berror\b[^\]\n]{0,20}\]|(?:api|proxy|gateway|upstream|server|internal|http)\s+error\b|error\s*(?:\(\d+\))?:)/iu;

/** A failure is not the text of an answer. */
export const errorAsText = defineCheck({
  id: 'error-as-text',
  title: 'A failure is not the text of an answer',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-form'],
  explain: {
    what: 'The text of a successful answer does not begin like the error of a gateway (`[Proxy Error] …`), unless the prompt mentions errors.',
    causes: 'A gateway that reports the failure of its upstream where a person reads it, and not where a client does.',
    falseAlarm: 'A model may write such a text by itself.',
    seen: ['sigoden/aichat#651'],
  },
  applies: (input) =>
    answered(input) &&
    !/error/iu.test(input.requested.promptText) &&
    input.reply.outputs.some(({ text }) => text.text !== ''),
  *judge({ reply }) {
    for (const { text } of reply.outputs) {
      if (ERROR.test(text.text)) yield { code: 'error-in-text', args: { text: text.text }, at: placeIn(text) };
    }
  },
});
