import type { Json, JsonObject } from '../../../../core/model/json.js';
import type { Hooks } from '../../hooks.js';
import { asObject } from '../../../../core/wire/json.js';
import { isObject } from '../../../sample.js';
import { callChunks, callsTool, inChunks, withDelta, opensCall, fragmentsOf } from '../kit/chunks.js';
import { change, drop, put, turn, when, textIn } from '../../../edit.js';
import { reportedBy, faultsOf, notedBy } from '../kit/fault.js';

const ONE = ['tools/offered-streamed'];
const TWO = ['streaming/parallel-tool-calls'];
const CALL = '/choices/*/delta/tool_calls/*';
const continues = (chunk: JsonObject): boolean => callsTool(chunk) && !opensCall(chunk);
const indexless = inChunks(drop(`${CALL}/index`));
const nulls = change(`${CALL}/id`, (old) => old ?? null);

/** Complete calls, one per chunk, instead of fragments. */
export function completeCalls(make: (call: JsonObject, n: number) => JsonObject): Hooks {
  return callChunks((given) => {
    const opening = given.filter(opensCall);
    const ends = given.filter((chunk) => !callsTool(chunk));
    const calls = opening.map((chunk, n) => {
      const said = given.flatMap(fragmentsOf).filter(({ index }) => index === n);
      const text = said
        .map((piece) => (isObject(piece['function']) ? textIn(piece['function']['arguments']) : ''))
        .join('');
      return turn(CALL, (call) => make(withArguments(call, text), n))(chunk);
    });
    return [...ends.slice(0, 1), ...calls, ...ends.slice(1)];
  });
}

/** A call or a fragment of one with these arguments. */
export function withArguments(call: Json, text: Json): JsonObject {
  const piece = isObject(call) ? call : {};
  return { ...piece, function: { ...asObject(piece['function']), arguments: text } };
}

/** Index, id, type and name of the fragments of a call. */
export const pieces = faultsOf('tools', [
  {
    id: 'call-name-empty-at-first',
    seen: [],
    title: 'The first fragment of a call has an empty name, the second one has the name.',
    expect: reportedBy('tool-call-opening', `chunk ${CALL}/function/name`),
    shownBy: ONE,
    hooks: callChunks((given) =>
      given.flatMap((chunk) =>
        opensCall(chunk)
          ? [
              turn(`${CALL}/function/name`, () => '')(chunk),
              withDelta(chunk, {
                tool_calls: fragmentsOf(chunk).map(({ index, function: called }) => ({
                  index: index ?? 0,
                  function: called ?? {},
                })),
              }),
            ]
          : [chunk],
      ),
    ),
  },
  {
    id: 'parallel-calls-all-index-0',
    seen: ['su-kaka/gcli2api#406', 'InternLM/lmdeploy#3412', 'BerriAI/litellm#11558', 'omnigent-ai/omnigent#28'],
    title: 'Parallel calls, each complete with its own id, all have index 0.',
    expect: reportedBy('tool-call-index', `chunk ${CALL}/index`),
    shownBy: TWO,
    hooks: completeCalls((call) => ({ ...call, index: 0 })),
  },
  {
    id: 'b-litellm-ollama-index0-merged',
    seen: ['BerriAI/litellm#33678'],
    title: 'Complete calls arrive one per chunk under the same index, so clients join their arguments.',
    expect: reportedBy('tool-call-index', `chunk ${CALL}/index`),
    shownBy: TWO,
    hooks: completeCalls((call) => ({ ...call, index: 0 })),
  },
  {
    id: 'b-gateways-no-id-index0',
    seen: ['vercel/ai#18440'],
    title: 'Complete calls all have index 0 and no id.',
    expect: reportedBy('tool-call-opening', `chunk ${CALL}/id`),
    shownBy: TWO,
    hooks: completeCalls((call) => drop('/id')({ ...call, index: 0 })),
  },
  {
    id: 'gemini-parallel-args-on-index0',
    seen: ['dyedd/lens#49'],
    title: 'The arguments of the second call arrive under the index of the first, with an empty name.',
    expect: reportedBy('tool-call-arguments', `chunk ${CALL}/function/arguments`),
    shownBy: TWO,
    hooks: callChunks((given) =>
      given.map(
        when(
          continues,
          turn(CALL, (call) =>
            isObject(call) && call['index'] === 1
              ? { ...call, index: 0, function: { ...(call['function'] as JsonObject), name: '' } }
              : call,
          ),
        ),
      ),
    ),
  },
  {
    id: 'litellm-tool-index-minus-one',
    seen: ['BerriAI/litellm#15884'],
    title: 'The index of the call is -1.',
    expect: reportedBy('tool-call-index', `chunk ${CALL}/index`),
    shownBy: ONE,
    hooks: inChunks(put(`${CALL}/index`, -1)),
  },
  {
    id: 'b-cliproxy-toolcall-index-missing',
    seen: ['router-for-me/CLIProxyAPI#27'],
    title: 'Fragments have no index, and the stream never finishes with tool_calls.',
    expect: reportedBy('schema', `chunk ${CALL}/index`),
    shownBy: ONE,
    hooks: { chunks: (given) => given.map(drop(`${CALL}/index`)).map(put('/choices/*/finish_reason', null)) },
  },
  {
    id: 'b-chatanywhere-toolcall-index-missing',
    seen: ['chatanywhere/GPT_API_free#254'],
    title: 'A fragment has only id, type and function.',
    expect: reportedBy('schema', `chunk ${CALL}/index`),
    shownBy: ONE,
    hooks: indexless,
  },
  {
    id: 'b-newapi-gemini-toolcall-index-missing',
    seen: ['QuantumNous/new-api#672'],
    title: 'Converted fragments have no index.',
    expect: reportedBy('schema', `chunk ${CALL}/index`),
    shownBy: ONE,
    hooks: indexless,
  },
  {
    id: 'tabby-tool-call-no-id-stream',
    seen: ['letta-ai/letta#2761', 'vllm-project/vllm#18412'],
    title: 'The first fragment has a name and arguments but no id.',
    expect: reportedBy('tool-call-opening', `chunk ${CALL}/id`),
    shownBy: ONE,
    hooks: inChunks(drop(`${CALL}/id`)),
  },
  {
    id: 'b-zen-null-id-name-continuations',
    seen: ['anomalyco/opencode#43328'],
    title: 'Later fragments have a null id, type and name.',
    expect: reportedBy('schema', `chunk ${CALL}/id`),
    shownBy: ONE,
    hooks: inChunks(
      when(
        continues,
        turn(CALL, (call) => nullMembers(call)),
      ),
    ),
  },
  {
    id: 'b-litellm-id-every-toolcall-chunk',
    seen: ['BerriAI/litellm#20480'],
    title: 'Later fragments repeat id and type.',
    expect: notedBy('tool-call-id', `chunk ${CALL}/id`),
    shownBy: ONE,
    hooks: callChunks((given) => {
      const [opening] = given.filter(opensCall).flatMap(fragmentsOf);
      const id = opening?.['id'] ?? null;
      return given.map(
        when(
          continues,
          turn(CALL, (call) => ({ ...(call as JsonObject), id, type: 'function' })),
        ),
      );
    }),
  },
  {
    id: 'lmstudio-empty-name-later-fragments',
    seen: ['lmstudio-ai/lmstudio-bug-tracker#649'],
    title: 'Later fragments have an empty name.',
    expect: notedBy('tool-call-name', `chunk ${CALL}/function/name`),
    shownBy: ONE,
    hooks: inChunks(when(continues, put(`${CALL}/function/name`, ''))),
  },
  {
    id: 'gemini-name-in-parts',
    seen: ['continuedev/continue#5849', 'ankit373/hydra#957'],
    title: 'The name of the function arrives in two fragments.',
    expect: reportedBy('tool-call-name', `chunk ${CALL}/function/name`),
    shownBy: ONE,
    hooks: callChunks((given) => given.flatMap((chunk) => (opensCall(chunk) ? splitName(chunk) : [chunk]))),
  },
  {
    id: 'sglang-tool-name-empty-string',
    seen: ['sgl-project/sglang#4700'],
    title: 'The name of the call is an empty string in every fragment.',
    expect: reportedBy('tool-call-name', `chunk ${CALL}/function/name`),
    shownBy: ONE,
    hooks: inChunks(put(`${CALL}/function/name`, '')),
  },
  {
    id: 'tool-call-id-null-opening',
    seen: [],
    title: 'The id of a call is null in its first fragment.',
    expect: reportedBy('schema', `chunk ${CALL}/id`),
    shownBy: ONE,
    hooks: inChunks(drop(`${CALL}/id`), when(callsTool, nulls)),
  },
]);

function splitName(chunk: JsonObject): readonly JsonObject[] {
  const [piece] = fragmentsOf(chunk);
  const name = textIn(isObject(piece?.['function']) ? piece['function']['name'] : '');
  const rest = { index: piece?.['index'] ?? 0, function: { name: name.slice(4) } };
  return [put(`${CALL}/function/name`, name.slice(0, 4))(chunk), withDelta(chunk, { tool_calls: [rest] })];
}

function nullMembers(call: Json): JsonObject {
  const { function: called, ...piece } = call as JsonObject;
  return { ...piece, id: null, type: null, function: { ...(called as JsonObject), name: null } };
}
