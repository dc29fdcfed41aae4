import type { JsonObject } from '../../../../core/model/json.js';
import { chunks, everywhere, inChunks } from '../kit/chunks.js';
import { add, all, drop, put, turn, textIn } from '../kit/edit.js';
import { by, faultsOf } from '../kit/fault.js';

const SHOWS = ['streaming/minimal'];
const numbered = (make: (n: number) => JsonObject) =>
  chunks((given) => given.map((chunk, n) => ({ ...chunk, ...make(n) })));

/** What should stand alike in every chunk: id, object, created, model. */
export const identity = faultsOf('chunk', [
  [
    'trt-edge-missing-object',
    ['NVIDIA/TensorRT-Edge-LLM#93'],
    'Chunks have no object, created or model.',
    by('schema', 'chunk /object'),
    SHOWS,
    inChunks(drop('/object', '/created', '/model')),
  ],
  [
    'mlxlm-object-plural-chunk',
    ['ml-explore/mlx-examples#1119'],
    'The object of chunks is misspelt: `chat.completions.chunk`.',
    by('schema', 'chunk /object'),
    SHOWS,
    inChunks(put('/object', 'chat.completions.chunk')),
  ],
  [
    'foundrylocal-id-per-chunk',
    [
      'microsoft/foundry-local#144',
      'microsoft/foundry-local#221',
      'ggml-org/llama.cpp#5876',
      'BerriAI/litellm#1571',
      'qualcomm/qai-appbuilder#87',
      'BerriAI/litellm#40040',
    ],
    'The id counts up from chunk to chunk.',
    by('chunk-constant', 'chunk /id'),
    SHOWS,
    numbered((n) => ({ id: `chat.id.${4114 + n}` })),
  ],
  [
    'b-litellm-id-per-chunk',
    ['BerriAI/litellm#1571'],
    'Every chunk has an id of its own, a role that is null, and a usage without members.',
    by('chunk-constant', 'chunk /id'),
    SHOWS,
    chunks((given) =>
      given.map((chunk, n) =>
        all(
          add({ id: `chatcmpl-${7001 * (n + 3)}`, usage: {} }),
          turn('/choices/*/delta', (delta) => (n === 0 ? delta : { role: null, ...(delta as JsonObject) })),
        )(chunk),
      ),
    ),
  ],
  [
    'b-manifest-id-per-chunk',
    ['mnfst/llm-gateway#1070'],
    'Every chunk has a random id.',
    by('chunk-constant', 'chunk /id'),
    SHOWS,
    numbered((n) => ({ id: `chatcmpl-${(0x9e3779b1 * (n + 1)) >>> 0}` })),
  ],
  [
    'sglang-id-per-choice',
    ['sgl-project/sglang#39864'],
    'The chunks of each choice have an id of their own.',
    by('chunk-constant', 'chunk /id'),
    ['streaming/n-two'],
    chunks((given) =>
      given.map((chunk) => ({
        ...chunk,
        id: `${textIn(chunk['id'])}-${/"index":(\d)/u.exec(JSON.stringify(chunk))?.[1]}`,
      })),
    ),
  ],
  [
    'tgi-empty-id',
    ['huggingface/text-generation-inference#1782'],
    'The id is an empty string.',
    by('schema', 'chunk /id'),
    SHOWS,
    inChunks(put('/id', '')),
  ],
  [
    'lmdeploy-id-small-int',
    ['InternLM/lmdeploy#2802'],
    'The id is a small counter of sessions, and usage is null in every chunk.',
    by('id-unique', 'chunk /id'),
    ['streaming/minimal', 'basic/two-requests'],
    everywhere(put('/id', '3')),
  ],
  [
    'envoy-choices-share-index',
    ['envoyproxy/ai-gateway#1487', 'BerriAI/litellm#3276', 'sgl-project/sglang#2912', 'Portkey-AI/gateway#354'],
    'The chunks of all choices have the index 0.',
    by('choice-index', 'chunk /choices/*/index'),
    ['streaming/n-two'],
    inChunks(put('/choices/*/index', 0)),
  ],
  [
    'sambanova-created-float-chunk',
    ['envoyproxy/ai-gateway#962'],
    'created has fractions of a second.',
    by('schema', 'chunk /created'),
    SHOWS,
    inChunks(turn('/created', (created) => Number(created) + 0.492141)),
  ],
  [
    'b-created-string-chunk',
    ['epam/ai-dial-adapter-openai#141'],
    'created is a string.',
    by('schema', 'chunk /created'),
    SHOWS,
    inChunks(turn('/created', String)),
  ],
  [
    'b-created-missing-chunk',
    ['peach0x33a/cmdcode2api#1'],
    'created is missing, streamed or not.',
    by('schema', 'chunk /created'),
    ['streaming/minimal', 'basic/minimal'],
    everywhere(drop('/created')),
  ],
  [
    'foundrylocal-model-null-message-dup',
    ['microsoft/foundry-local#144'],
    'model is null, each choice repeats its delta as a message, and members of the server stand around them.',
    by('schema', 'chunk /model'),
    SHOWS,
    inChunks(
      add({ model: null, CreatedAt: '2026-01-01T00:00:00', IsDelta: false, Successful: true, HttpStatusCode: 0 }),
      turn('/choices/*', (choice) => ({
        ...(choice as JsonObject),
        message: { ...((choice as JsonObject)['delta'] as JsonObject), name: null, tool_call_id: null, tool_calls: [] },
      })),
    ),
  ],
]);
