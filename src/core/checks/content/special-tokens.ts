import { defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';
import { placeIn } from '../../dialect/reply.js';

/** Tokens with which templates divide a conversation. */
const SPECIAL =
  /<[|｜](?:im_start|im_end|im_sep|endoftext|end_of_text|begin_of_text|eot_id|eom_id|eot|end|start|return|channel|message|system|user|assistant|start_header_id|end_header_id|end_of_turn|begin▁of▁sentence|end▁of▁sentence|tool▁calls▁begin|tool▁calls▁end|tool▁call▁begin|tool▁call▁end)[|｜]>|<(?:start|end)_of_turn>|<\/?think(?:ing)?>|\[\/?INST\]|<<\/?SYS>>|<\/s>\s*$/iu;

/** The text contains no special token of the model. */
export const specialTokens = defineCheck({
  id: 'special-tokens',
  title: 'The text contains no special tokens',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['leaked'],
  consequenceOf: ['tool-call-leak'],
  explain: {
    what: 'The text contains no markers of chat templates, such as `<|im_end|>`, `<|eot_id|>` or a final `</s>`, and no `<think>` and `</think>`.',
    causes:
      'A wrong or missing end-of-text token in the configuration of the model; decoding that keeps special tokens; an engine that does not separate reasoning from the answer, or loses one of the two markers.',
    falseAlarm: 'A text may be about chat templates. Markers that the prompt contains are not reported.',
    seen: [
      'tenstorrent/tt-inference-server#2157',
      'EricLBuehler/mistral.rs#79',
      'ggml-org/llama.cpp#23320',
      'microsoft/autogen#7009',
    ],
  },
  applies: (input) => answered(input) && input.reply.outputs.some(({ text }) => text.text !== ''),
  *judge({ reply, requested }) {
    for (const { text } of reply.outputs) {
      const found = SPECIAL.exec(text.text);
      if (!found || requested.promptText.includes(found[0].trim())) continue;
      yield { code: 'special-token', args: { token: found[0].trim() }, at: placeIn(text, found.index) };
    }
  },
});
