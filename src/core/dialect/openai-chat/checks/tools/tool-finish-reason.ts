import { defineCheck } from '../../../check.js';
import { type ChatOutput, chatReply } from '../../chat-reply.js';
import { answered } from '../../../../checks/answered.js';

/** `finish_reason` and the calls agree. */
export const toolFinishReason = defineCheck({
  id: 'tool-finish-reason',
  title: 'finish_reason is "tool_calls" only with a tool call',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value', 'inconsistent'],
  consequenceOf: [
    'choice-index',
    'tool-choice',
    'legacy-function-call',
    'tool-calls-together',
    'tool-call-index',
    'finish-length',
  ],
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
  applies: (view) =>
    answered(view) && chatReply(view).outputs.some((choice) => choice.isWhole && concernsCalls(choice)),
  *judge({ reply, requested }) {
    const mode = requested.toolChoice?.mode;
    for (const choice of chatReply({ reply }).outputs) {
      const { calls } = choice;
      const { raw: finish, place: at } = choice.finish;
      if (!choice.isWhole) continue;
      if (calls.length === 0) {
        if (finish !== 'tool_calls') continue;
        yield { code: 'finish-without-call', args: {}, at };
      } else if (finish !== 'tool_calls' && !(finish === 'stop' && mode === 'named')) {
        yield {
          code: 'call-without-finish',
          args: { finish },
          at,
          ...(finish === 'stop' && mode === 'required' ? { level: 'note' } : {}),
        };
      }
    }
  },
});

function concernsCalls({ calls, finish }: ChatOutput): boolean {
  return calls.length > 0 || finish.raw === 'tool_calls';
}
