import type { Json, JsonObject } from '../../../../core/model/json.js';
import { callChunks, callsTool, finishes, inBody, inChunks, likeWith, opensCall, piecesOf } from '../kit/chunks.js';
import { by, faultsOf, noted } from '../kit/fault.js';
import { add, put, turn, when, textIn } from '../kit/edit.js';
import { whole, withArguments } from './pieces.js';
import { isObject } from '../../sample.js';

const ONE = ['tools/offered-streamed'];
const CALL = '/choices/*/delta/tool_calls/*';
const STREAMED = 'chunk /choices/*/delta/tool_calls/*/function/arguments';
const BODY = '/choices/*/message/tool_calls/*/function/arguments';
const textOf = ({ function: called }: JsonObject): string => (isObject(called) ? textIn(called['arguments']) : '');

/** Arguments of calls: cut, doubled, not text. */
export const callArguments = faultsOf('tools', [
  [
    'vllm-drops-final-brace',
    [
      'vllm-project/vllm#32152',
      'SeraphimSerapis/tool-eval-bench#21',
      'vllm-project/vllm#15274',
      'vllm-project/vllm#45256',
    ],
    'The last brace of the arguments is lost.',
    by('tool-call-arguments', STREAMED),
    ONE,
    callChunks((given) => given.toSpliced(given.findLastIndex(callsTool), 1)),
  ],
  [
    'vllm-args-start-lost',
    ['vllm-project/vllm#21046', 'vllm-project/vllm#34887'],
    'The arguments start in their middle.',
    by('tool-call-arguments', STREAMED),
    ONE,
    callChunks((given) => given.toSpliced(given.findIndex(callsTool) + 1, 2)),
  ],
  [
    'vllm-args-duplicated',
    ['vllm-project/vllm#51697'],
    'The arguments come twice on one index and one id.',
    by('tool-call-arguments', STREAMED),
    ONE,
    whole((call) => withArguments(call, textOf(call).repeat(2))),
  ],
  [
    'lmstudio-args-concatenated',
    ['lmstudio-ai/lmstudio-bug-tracker#1922'],
    'The arguments of several calls run together in one.',
    by('tool-call-arguments', STREAMED),
    ['streaming/parallel-tool-calls'],
    callChunks((given) =>
      given
        .filter((chunk) => !opensCall(chunk) || piecesOf(chunk)[0]?.['index'] === 0)
        .map(turn(`${CALL}/index`, () => 0)),
    ),
  ],
  [
    'b-litellm-double-encoded-summary-chunk',
    ['BerriAI/litellm#20480'],
    'After all fragments the call is repeated, its arguments encoded twice.',
    by('tool-call-arguments', STREAMED),
    ONE,
    callChunks((given) => {
      const text = given.flatMap(piecesOf).map(textOf).join('');
      const opening = given.find(opensCall);
      const again =
        opening === undefined ? [] : [turn(CALL, (call) => withArguments(call, JSON.stringify(text)))(opening)];
      return given.flatMap((chunk) => (finishes(chunk) ? [...again, chunk] : [chunk]));
    }),
  ],
  [
    'b-mimo-double-args-finish-twice',
    ['decolua/9router#2869'],
    'Each fragment repeats all arguments so far, and the usage chunk finishes the choice again.',
    by('tool-call-arguments', STREAMED),
    ['streaming/include-usage-tool-call'],
    callChunks((given) => {
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
  ],
  [
    'b-codexlb-triple-arguments-nonstream',
    ['Soju06/codex-lb#284'],
    'The arguments of a body hold their JSON three times.',
    by('tool-call-arguments', `body ${BODY}`),
    ['tools/auto'],
    inBody(turn(BODY, (text) => textIn(text).repeat(3))),
  ],
  [
    'b-openrouter-args-null',
    ['pydantic/pydantic-ai#822'],
    'The arguments of a call are null.',
    by('schema', `body ${BODY}`),
    ['tools/auto'],
    inBody(turn(BODY, () => null)),
  ],
  [
    'arguments-double-encoded',
    [],
    'The arguments of a body are JSON text of JSON text.',
    by('tool-call-arguments', `body ${BODY}`),
    ['tools/auto'],
    inBody(turn(BODY, (text) => JSON.stringify(text))),
  ],
  [
    'arguments-unlike-schema',
    [],
    'The arguments lack what the schema of the tool requires.',
    noted('tool-call-schema', `body ${BODY}`),
    ['tools/auto'],
    inBody(turn(BODY, () => '{"town":"Berlin"}')),
  ],
  [
    'strict-arguments-unlike-schema',
    [],
    'The arguments lack what the schema of a strict tool requires.',
    by('tool-call-schema', `body ${BODY}`),
    ['tools/strict'],
    inBody(turn(BODY, () => '{"town":"Madrid"}')),
  ],
  [
    'sglang-mixed-text-and-tools',
    ['sgl-project/sglang#3387'],
    'Pieces of the call are streamed as text beside the call itself.',
    noted('tool-call-leak', 'chunk /choices/*/delta/content'),
    ONE,
    callChunks((given) => {
      const leak = ['{"', 'name', '": "', 'get_weather', '", "', 'arguments', '": {"city": "Paris"}}'];
      return given.flatMap((chunk) =>
        opensCall(chunk) ? [...leak.map((content): Json => likeWith(chunk, { content })), chunk] : [chunk],
      );
    }),
  ],
  [
    'b-codebuddy-empty-tool-calls-array',
    ['decolua/9router#2230'],
    'Every delta has tool_calls without an element.',
    by('tool-calls-empty', 'chunk /choices/*/delta/tool_calls'),
    ['streaming/minimal', 'tools/unneeded-streamed'],
    inChunks(when((chunk) => !callsTool(chunk), put('/choices/*/delta/tool_calls', []))),
  ],
  [
    'b-byok-empty-tool-calls-text-lost',
    ['microsoft/vscode#330038'],
    'Text and tool_calls without an element come in one delta.',
    by('tool-calls-empty', 'chunk /choices/*/delta/tool_calls'),
    ['streaming/minimal'],
    inChunks(put('/choices/*/delta/tool_calls', [])),
  ],
]);

const finishAgain = add({ choices: [{ index: 0, delta: {}, logprobs: null, finish_reason: 'tool_calls' }] });
