import type { Json, JsonObject } from '../../../../core/model/json.js';
import type { Hooks } from '../../hooks.js';
import { isObject } from '../../sample.js';
import { callChunks, callsTool, inChunks, likeWith, opensCall, piecesOf } from '../kit/chunks.js';
import { change, drop, put, turn, when, textIn } from '../kit/edit.js';
import { by, faultsOf, noted } from '../kit/fault.js';

const ONE = ['tools/offered-streamed'];
const TWO = ['streaming/parallel-tool-calls'];
const CALL = '/choices/*/delta/tool_calls/*';
const continues = (chunk: JsonObject): boolean => callsTool(chunk) && !opensCall(chunk);
const indexless = inChunks(drop(`${CALL}/index`));
const nulls = change(`${CALL}/id`, (old) => old ?? null);

/** Whole calls, one a chunk, in place of fragments. */
export function whole(make: (call: JsonObject, n: number) => JsonObject): Hooks {
  return callChunks((given) => {
    const opening = given.filter(opensCall);
    const ends = given.filter((chunk) => !callsTool(chunk));
    const calls = opening.map((chunk, n) => {
      const said = given.flatMap(piecesOf).filter(({ index }) => index === n);
      const text = said
        .map((piece) => (isObject(piece['function']) ? textIn(piece['function']['arguments']) : ''))
        .join('');
      return turn(CALL, (call) => make(withArguments(call, text), n))(chunk);
    });
    return [...ends.slice(0, 1), ...calls, ...ends.slice(1)];
  });
}

/** A call or a piece of one, with these arguments. */
export function withArguments(call: Json, text: Json): JsonObject {
  const piece = isObject(call) ? call : {};
  return { ...piece, function: { ...(isObject(piece['function']) ? piece['function'] : {}), arguments: text } };
}

/** Index, id, type and name of the fragments of a call. */
export const pieces = faultsOf('tools', [
  [
    'parallel-calls-all-index-0',
    ['su-kaka/gcli2api#406', 'InternLM/lmdeploy#3412', 'BerriAI/litellm#11558', 'omnigent-ai/omnigent#28'],
    'Parallel calls, each whole and with its own id, all have the index 0.',
    by('tool-call-index', `chunk ${CALL}/index`),
    TWO,
    whole((call) => ({ ...call, index: 0 })),
  ],
  [
    'b-litellm-ollama-index0-merged',
    ['BerriAI/litellm#33678'],
    'Whole calls come one a chunk on the same index, so that their arguments run together.',
    by('tool-call-index', `chunk ${CALL}/index`),
    TWO,
    whole((call) => ({ ...call, index: 0 })),
  ],
  [
    'b-gateways-no-id-index0',
    ['vercel/ai#18440'],
    'Whole calls all have the index 0, and none has an id.',
    by('tool-call-opening', `chunk ${CALL}/id`),
    TWO,
    whole((call) => drop('/id')({ ...call, index: 0 })),
  ],
  [
    'gemini-parallel-args-on-index0',
    ['dyedd/lens#49'],
    'The arguments of the second call arrive on the index of the first, with an empty name.',
    by('tool-call-arguments', `chunk ${CALL}/function/arguments`),
    TWO,
    callChunks((given) =>
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
  ],
  [
    'litellm-tool-index-minus-one',
    ['BerriAI/litellm#15884'],
    'The index of the call is -1.',
    by('tool-call-index', `chunk ${CALL}/index`),
    ONE,
    inChunks(put(`${CALL}/index`, -1)),
  ],
  [
    'b-cliproxy-toolcall-index-missing',
    ['router-for-me/CLIProxyAPI#27'],
    'Fragments have no index, and the stream never finishes with tool_calls.',
    by('schema', `chunk ${CALL}/index`),
    ONE,
    { chunks: (given) => given.map(drop(`${CALL}/index`)).map(put('/choices/*/finish_reason', null)) },
  ],
  [
    'b-chatanywhere-toolcall-index-missing',
    ['chatanywhere/GPT_API_free#254'],
    'A fragment is id, type and function alone.',
    by('schema', `chunk ${CALL}/index`),
    ONE,
    indexless,
  ],
  [
    'b-newapi-gemini-toolcall-index-missing',
    ['QuantumNous/new-api#672'],
    'Converted fragments have no index.',
    by('schema', `chunk ${CALL}/index`),
    ONE,
    indexless,
  ],
  [
    'tabby-tool-call-no-id-stream',
    ['letta-ai/letta#2761', 'vllm-project/vllm#18412'],
    'The first fragment has name and arguments, and no id.',
    by('tool-call-opening', `chunk ${CALL}/id`),
    ONE,
    inChunks(drop(`${CALL}/id`)),
  ],
  [
    'b-zen-null-id-name-continuations',
    ['anomalyco/opencode#43328'],
    'Fragments that go on have an id, a type and a name that are null.',
    by('schema', `chunk ${CALL}/id`),
    ONE,
    inChunks(
      when(
        continues,
        turn(CALL, (call) => nullMembers(call)),
      ),
    ),
  ],
  [
    'b-litellm-id-every-toolcall-chunk',
    ['BerriAI/litellm#20480'],
    'Fragments that go on repeat id and type.',
    noted('tool-call-id', `chunk ${CALL}/id`),
    ONE,
    callChunks((given) => {
      const [opening] = given.filter(opensCall).flatMap(piecesOf);
      const id = opening?.['id'] ?? null;
      return given.map(
        when(
          continues,
          turn(CALL, (call) => ({ ...(call as JsonObject), id, type: 'function' })),
        ),
      );
    }),
  ],
  [
    'lmstudio-empty-name-later-fragments',
    ['lmstudio-ai/lmstudio-bug-tracker#649'],
    'Fragments that go on have an empty name.',
    noted('tool-call-name', `chunk ${CALL}/function/name`),
    ONE,
    inChunks(when(continues, put(`${CALL}/function/name`, ''))),
  ],
  [
    'gemini-name-in-parts',
    ['continuedev/continue#5849', 'ankit373/hydra#957'],
    'The name of the function comes in two fragments.',
    by('tool-call-name', `chunk ${CALL}/function/name`),
    ONE,
    callChunks((given) => given.flatMap((chunk) => (opensCall(chunk) ? splitName(chunk) : [chunk]))),
  ],
  [
    'sglang-tool-name-empty-string',
    ['sgl-project/sglang#4700'],
    'The name of the call is an empty string and never arrives.',
    by('tool-call-name', `chunk ${CALL}/function/name`),
    ONE,
    inChunks(put(`${CALL}/function/name`, '')),
  ],
  [
    'tool-call-id-null-opening',
    [],
    'The id of a call is null where it opens.',
    by('schema', `chunk ${CALL}/id`),
    ONE,
    inChunks(drop(`${CALL}/id`), when(callsTool, nulls)),
  ],
]);

function splitName(chunk: JsonObject): readonly JsonObject[] {
  const [piece] = piecesOf(chunk);
  const name = textIn(isObject(piece?.['function']) ? piece['function']['name'] : '');
  const rest = { index: piece?.['index'] ?? 0, function: { name: name.slice(4) } };
  return [put(`${CALL}/function/name`, name.slice(0, 4))(chunk), likeWith(chunk, { tool_calls: [rest] })];
}

function nullMembers(call: Json): JsonObject {
  const { function: called, ...piece } = call as JsonObject;
  return { ...piece, id: null, type: null, function: { ...(called as JsonObject), name: null } };
}
