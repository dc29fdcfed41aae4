import type { Answer } from '../../dialect/answer.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { type Addition, comparePrompts } from './compare-prompts.js';

/** Requests that differ in one thing count prompt tokens that differ accordingly. */
export const promptTokens = defineCheck({
  id: 'prompt-tokens',
  title: 'Prompt tokens follow the prompt',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['inconsistent'],
  params: {
    type: 'object',
    properties: { cases: { type: 'array', items: { type: 'string' } } },
    additionalProperties: false,
  },
  consequenceOf: ['usage-plausible', 'usage-sum', 'usage-present', 'schema', 'streamed-alike', 'model-echo'],
  explain: {
    what: 'Compares requests of one case if their prompts are equal, or one prompt contains the other. Equal prompts count the same tokens, whatever `n`, the token limit or the form of the content (text or parts) is. A prompt with a further message, text part, tool or image counts more tokens, and not more than a further message can have; if it does not, this is a `should`. The counts of an operation that only counts are compared in the same way. `cases` names the cases that a claim is about; without it, all are.',
    causes:
      'A gateway or an engine that drops parts, images, tools, system messages or the history without an error; counts that are estimated, multiplied by `n`, or include text that the gateway added.',
    falseAlarm:
      'A chat template may add a few tokens: 3 are allowed, and one for each part. A template that drops a message does so without the knowledge of the engine; the message is still lost. Cached tokens that the count leaves out are reported too.',
    seen: [
      'inclusionAI/AReno#460',
      'leonickson1/Swiftlet#38',
      'Arthur-Ficial/apfel#390',
      'CommandCodeAI/command-code#820',
      'maiphucgiang/codebuddy2api#25',
      'router-for-me/CLIProxyAPI#3628',
    ],
  },
  applies: (input, { with: { cases } }) =>
    input.case.expects !== 'refused' &&
    input.case.origin !== 'captured' &&
    cases?.includes(input.case.id) !== false &&
    comparisonsOf(input).length > 0,
  *judge(input) {
    for (const { other, addition, longer } of comparisonsOf(input)) {
      const [own, base] = [input.reply.usage?.input, other.reply.usage?.input];
      if (own === undefined || own.value === null || base === undefined || base.value === null) continue;
      const added = longer ? own.value - base.value : base.value - own.value;
      if (added >= addition.least && added <= addition.most) continue;
      const [short, long] = longer ? [base.value, own.value] : [own.value, base.value];
      const args = { name: own.name, short, long, ...addition };
      const at = own.place;
      // A template may drop a message without the knowledge of the engine, which then counts what is left.
      const level = 'should';
      if (addition.kind === 'same')
        yield { code: 'prompt-count-differs', args: { ...args, got: own.value, other: base.value }, at };
      else if (added < addition.least) yield { code: 'prompt-part-uncounted', args, at, level };
      else yield { code: 'prompt-part-overcounted', args, at, level };
      return;
    }
  },
});

interface Comparison {
  readonly other: Answer;
  readonly addition: Addition;
  /** Whether the prompt of the judged answer is the longer one. */
  readonly longer: boolean;
}

/** The earlier answers of the case whose prompts can be compared with that of the judged answer. */
function comparisonsOf({ answer, answers }: CheckInput): readonly Comparison[] {
  if (!isCounted(answer)) return [];
  const earlier = answers.slice(0, Math.max(0, answers.indexOf(answer)));
  return earlier.flatMap((other): readonly Comparison[] => {
    if (!isCounted(other) || other.operation !== answer.operation || !isSameModel(answer, other)) return [];
    const [own, base] = [answer.requested.prompt, other.requested.prompt];
    const further = comparePrompts(base, own);
    if (further !== null) return [{ other, addition: further, longer: true }];
    const lesser = comparePrompts(own, base);
    return lesser === null ? [] : [{ other, addition: lesser, longer: false }];
  });
}

/** Whether an answer counts the tokens of the prompt: a generated one, or that of an operation that only counts. */
function isCounted({ operation, succeeded, status, reply }: Answer): boolean {
  const answers = operation === 'count-tokens' ? status === 200 && reply.error === null : succeeded;
  return answers && reply.usage !== null;
}

function isSameModel(one: Answer, other: Answer): boolean {
  return one.requested.model === other.requested.model && one.reply.model?.value === other.reply.model?.value;
}
