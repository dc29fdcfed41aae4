import type { Json, JsonObject } from '../../../../core/model/json.js';
import { callChunks, callsTool, finishes, inBody, inChunks, withDelta, opensCall, fragmentsOf } from '../kit/chunks.js';
import { reportedBy, faultsOf, notedBy } from '../kit/fault.js';
import { add, put, turn, when, textIn } from '../../../edit.js';
import { completeCalls, withArguments } from './pieces.js';
import { isObject } from '../../../sample.js';

const ONE = ['tools/offered-streamed'];
const CALL = '/choices/*/delta/tool_calls/*';
const STREAMED = 'chunk /choices/*/delta/tool_calls/*/function/arguments';
const BODY = '/choices/*/message/tool_calls/*/function/arguments';
const textOf = ({ function: called }: JsonObject): string => (isObject(called) ? textIn(called['arguments']) : '');

/** Arguments of calls: truncated, repeated, not a string. */
export const callArguments = faultsOf('tools', [
  {
    id: 'vllm-drops-final-brace',
    seen: [
      'vllm-project/vllm#32152',
      'SeraphimSerapis/tool-eval-bench#21',
      'vllm-project/vllm#15274',
      'vllm-project/vllm#45256',
    ],
    title: 'The last brace of the arguments is lost.',
    expect: reportedBy('tool-call-arguments', STREAMED),
    shownBy: ONE,
    hooks: callChunks((given) => given.toSpliced(given.findLastIndex(callsTool), 1)),
  },
  {
    id: 'vllm-args-start-lost',
    seen: ['vllm-project/vllm#21046', 'vllm-project/vllm#34887'],
    title: 'The start of the arguments is lost.',
    expect: reportedBy('tool-call-arguments', STREAMED),
    shownBy: ONE,
    hooks: callChunks((given) => given.toSpliced(given.findIndex(callsTool) + 1, 2)),
  },
  {
    id: 'vllm-args-duplicated',
    seen: ['vllm-project/vllm#51697'],
    title: 'The arguments are sent twice under one index and one id.',
    expect: reportedBy('tool-call-arguments', STREAMED),
    shownBy: ONE,
    hooks: completeCalls((call) => withArguments(call, textOf(call).repeat(2))),
  },
  {
    id: 'lmstudio-args-concatenated',
    seen: ['lmstudio-ai/lmstudio-bug-tracker#1922'],
    title: 'The arguments of several calls are concatenated in one.',
    expect: reportedBy('tool-call-arguments', STREAMED),
    shownBy: ['streaming/parallel-tool-calls'],
    hooks: callChunks((given) =>
      given
        .filter((chunk) => !opensCall(chunk) || fragmentsOf(chunk)[0]?.['index'] === 0)
        .map(turn(`${CALL}/index`, () => 0)),
    ),
  },
  {
    id: 'b-litellm-double-encoded-summary-chunk',
    seen: ['BerriAI/litellm#20480'],
    title: 'After all fragments the call is repeated with arguments that are encoded twice.',
    expect: reportedBy('tool-call-arguments', STREAMED),
    shownBy: ONE,
    hooks: callChunks((given) => {
      const text = given.flatMap(fragmentsOf).map(textOf).join('');
      const opening = given.find(opensCall);
      const again =
        opening === undefined ? [] : [turn(CALL, (call) => withArguments(call, JSON.stringify(text)))(opening)];
      return given.flatMap((chunk) => (finishes(chunk) ? [...again, chunk] : [chunk]));
    }),
  },
  {
    id: 'b-mimo-double-args-finish-twice',
    seen: ['decolua/9router#2869'],
    title: 'Each fragment repeats all arguments so far, and the usage chunk finishes the choice again.',
    expect: reportedBy('tool-call-arguments', STREAMED),
    shownBy: ['streaming/include-usage-tool-call'],
    hooks: callChunks((given) => {
      let said = '';
      return given
        .map(
          when(
            callsTool,
            turn(CALL, (call) => {
              said += textOf(call as JsonObject);
              return withArguments(call, said);
            }),
          ),
        )
        .map((chunk) =>
          Array.isArray(chunk['choices']) && chunk['choices'].length === 0 ? finishAgain(chunk) : chunk,
        );
    }),
  },
  {
    id: 'b-codexlb-triple-arguments-nonstream',
    seen: ['Soju06/codex-lb#284'],
    title: 'The arguments of a body repeat their JSON three times.',
    expect: reportedBy('tool-call-arguments', `body ${BODY}`),
    shownBy: ['tools/auto'],
    hooks: inBody(turn(BODY, (text) => textIn(text).repeat(3))),
  },
  {
    id: 'b-openrouter-args-null',
    seen: ['pydantic/pydantic-ai#822'],
    title: 'The arguments of a call are null.',
    expect: reportedBy('schema', `body ${BODY}`),
    shownBy: ['tools/auto'],
    hooks: inBody(turn(BODY, () => null)),
  },
  {
    id: 'arguments-double-encoded',
    seen: [],
    title: 'The arguments of a body are encoded twice.',
    expect: reportedBy('tool-call-arguments', `body ${BODY}`),
    shownBy: ['tools/auto'],
    hooks: inBody(turn(BODY, (text) => JSON.stringify(text))),
  },
  {
    id: 'arguments-unlike-schema',
    seen: [],
    title: 'The arguments lack a member that the schema of the tool requires.',
    expect: notedBy('tool-call-schema', `body ${BODY}`),
    shownBy: ['tools/auto'],
    hooks: inBody(turn(BODY, () => '{"town":"Berlin"}')),
  },
  {
    id: 'strict-arguments-unlike-schema',
    seen: [],
    title: 'The arguments lack a member that the schema of a strict tool requires.',
    expect: reportedBy('tool-call-schema', `body ${BODY}`),
    shownBy: ['tools/strict'],
    hooks: inBody(turn(BODY, () => '{"town":"Madrid"}')),
  },
  {
    id: 'sglang-mixed-text-and-tools',
    seen: ['sgl-project/sglang#3387'],
    title: 'Pieces of the call are also streamed as text.',
    expect: notedBy('tool-call-leak', 'chunk /choices/*/delta/content'),
    shownBy: ONE,
    hooks: callChunks((given) => {
      const leak = ['{"', 'name', '": "', 'get_weather', '", "', 'arguments', '": {"city": "Paris"}}'];
      return given.flatMap((chunk) =>
        opensCall(chunk) ? [...leak.map((content): Json => withDelta(chunk, { content })), chunk] : [chunk],
      );
    }),
  },
  {
    id: 'b-codebuddy-empty-tool-calls-array',
    seen: ['decolua/9router#2230'],
    title: 'Every delta has empty tool_calls.',
    expect: reportedBy('tool-calls-empty', 'chunk /choices/*/delta/tool_calls'),
    shownBy: ['streaming/minimal', 'tools/unneeded-streamed'],
    hooks: inChunks(when((chunk) => !callsTool(chunk), put('/choices/*/delta/tool_calls', []))),
  },
  {
    id: 'b-byok-empty-tool-calls-text-lost',
    seen: ['microsoft/vscode#330038'],
    title: 'Deltas have text and empty tool_calls.',
    expect: reportedBy('tool-calls-empty', 'chunk /choices/*/delta/tool_calls'),
    shownBy: ['streaming/minimal'],
    hooks: inChunks(when((chunk) => !callsTool(chunk), put('/choices/*/delta/tool_calls', []))),
  },
]);

const finishAgain = add({ choices: [{ index: 0, delta: {}, logprobs: null, finish_reason: 'tool_calls' }] });
