import { defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';
import { placeIn } from '../../dialect/reply.js';
import { findCallJson, findCallRemains, findCallTag } from './find-call-text.js';

/** Calls are in `tool_calls`, not in the text. */
export const toolCallLeak = defineCheck({
  id: 'tool-call-leak',
  title: 'The text contains no tool call',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['leaked'],
  explain: {
    what: "If the request has tools, the text contains no tool call: no call tag of a model's template, no JSON that calls an offered tool, no arguments of one instead of an answer. It is a note if the token limit cut the text of a call that was not forced, if `tool_choice` is `none`, and for remains of a call that was also parsed.",
    causes:
      'No tool parser, or the wrong one, for the model; a parser that handles whole answers and not streams; a call that was cut before its closing tag.',
    falseAlarm:
      'A prompt may request such markup, or the text may be about it. Tags that the prompt contains are not reported, nor is JSON that a `response_format` requests.',
    seen: [
      'lmstudio-ai/lmstudio-bug-tracker#1071',
      'Gitlawb/openclaude#1791',
      'cloudflare/ai#192',
      'vllm-project/vllm#25560',
      'vllm-project/vllm#47903',
      'sgl-project/sglang#3387',
      'tenstorrent/tt-inference-server#2157',
    ],
  },
  applies: (input) =>
    answered(input) &&
    input.requested.tools.length > 0 &&
    input.reply.outputs.some(({ text }) => text.text.trim() !== ''),
  *judge({ reply, requested }) {
    const { tools: offered, promptText: prompt } = requested;
    const wantsJson = requested.format !== null;
    const mode = requested.toolChoice?.mode;
    const forced = mode === 'required' || mode === 'named';
    const none = mode === 'none';
    for (const choice of reply.outputs) {
      const text = choice.text.text;
      const remains = choice.calls.length > 0 ? findCallRemains(text) : null;
      const found = findCallTag(text) ?? remains ?? (wantsJson ? null : findCallJson(text, offered));
      if (!found || prompt.includes(text.slice(found.offset, found.offset + 12))) continue;
      yield {
        code: 'call-in-text',
        args: { what: found.what, text: text.slice(found.offset, found.offset + 120) },
        at: placeIn(choice.text, found.offset),
        level: none || found === remains || (!choice.isWhole && !forced) ? 'note' : undefined,
      };
    }
  },
});
