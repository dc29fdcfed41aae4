import { type CheckInput, defineCheck } from '../../dialect/check.js';
import type { FinishForm } from '../../dialect/dialect.js';
import { dialectOf } from '../../dialect/index.js';
import type { Output } from '../../dialect/reply.js';
import { answered } from '../answered.js';

/** `finish_reason` and the calls agree. */
export const toolFinishReason = defineCheck({
  id: 'tool-finish-reason',
  title: 'finish_reason is "tool_calls" only with a tool call',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value', 'inconsistent'],
  consequenceOf: ['tool-choice', 'finish-length', 'sse-data-json'],
  explain: {
    what: 'A choice with a tool call has the finish reason `tool_calls`, unless it was cut (`length`, `content_filter`); a choice with the finish reason `tool_calls` has a call. Agents use it to decide whether to run the tool. With a named `tool_choice`, OpenAI itself returns `stop`, and once did so for `required`: the first is not reported, the second is a note.',
    causes:
      "An adapter that maps the upstream's only reason, STOP, in streams; a value of the upstream passed through.",
    falseAlarm: 'With a forced call the documents and the practice of OpenAI differ; see above.',
    seen: [
      'open-webui/computer#224',
      'googleapis/python-genai#2868',
      'ml-explore/mlx-lm#782',
      'theopenco/llmgateway#3492',
      'theroyallab/tabbyAPI#289',
      'vllm-project/vllm#25054',
      'Mirascope/mirascope#256',
    ],
  },
  applies: (input) =>
    answered(input) && input.reply.outputs.some((output) => output.isWhole && concernsCalls(output, formOf(input))),
  *judge(input) {
    const mode = input.requested.toolChoice?.mode;
    const form = formOf(input);
    const names = { member: form.member, calls: form.calls };
    for (const output of input.reply.outputs) {
      const { calls } = output;
      const { raw: finish, place: at } = output.finish;
      if (!output.isWhole) continue;
      const mayStop = form.forcedCallsStop && finish === form.stop;
      if (calls.length === 0) {
        if (finish !== form.calls) continue;
        yield { code: 'finish-without-call', args: names, at };
      } else if (finish !== form.calls && !(mayStop && mode === 'named')) {
        yield {
          code: 'call-without-finish',
          args: { finish, ...names },
          at,
          level: mayStop && mode === 'required' ? 'note' : undefined,
        };
      }
    }
  },
});

function formOf({ spec }: CheckInput): FinishForm {
  return dialectOf(spec).finish;
}

function concernsCalls({ calls, finish }: Output, form: FinishForm): boolean {
  return calls.length > 0 || finish.raw === form.calls;
}
