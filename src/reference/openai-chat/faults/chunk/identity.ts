import type { JsonObject } from '../../../../core/model/json.js';
import { chunks, everywhere, inChunks } from '../kit/chunks.js';
import { add, all, drop, put, turn, textIn } from '../../../edit.js';
import { reportedBy, faultsOf } from '../kit/fault.js';

const SHOWS = ['streaming/minimal'];
const numbered = (make: (n: number) => JsonObject) =>
  chunks((given) => given.map((chunk, n) => ({ ...chunk, ...make(n) })));

/** Members that are equal in every chunk: id, object, created, model. */
export const identity = faultsOf('chunk', [
  {
    id: 'trt-edge-missing-object',
    seen: ['NVIDIA/TensorRT-Edge-LLM#93'],
    title: 'Chunks have no object, created or model.',
    expect: reportedBy('schema', 'chunk /object'),
    shownBy: SHOWS,
    hooks: inChunks(drop('/object', '/created', '/model')),
  },
  {
    id: 'mlxlm-object-plural-chunk',
    seen: ['ml-explore/mlx-examples#1119'],
    title: 'The object of chunks is misspelt: `chat.completions.chunk`.',
    expect: reportedBy('schema', 'chunk /object'),
    shownBy: SHOWS,
    hooks: inChunks(put('/object', 'chat.completions.chunk')),
  },
  {
    id: 'foundrylocal-id-per-chunk',
    seen: [
      'microsoft/foundry-local#144',
      'microsoft/foundry-local#221',
      'ggml-org/llama.cpp#5876',
      'BerriAI/litellm#1571',
      'qualcomm/qai-appbuilder#87',
      'BerriAI/litellm#40040',
    ],
    title: 'The id increases with every chunk.',
    expect: reportedBy('chunk-constant', 'chunk /id'),
    shownBy: SHOWS,
    hooks: numbered((n) => ({ id: `chat.id.${4114 + n}` })),
  },
  {
    id: 'b-litellm-id-per-chunk',
    seen: ['BerriAI/litellm#1571'],
    title: 'Every chunk has a different id, a null role and an empty usage.',
    expect: reportedBy('chunk-constant', 'chunk /id'),
    shownBy: SHOWS,
    hooks: chunks((given) =>
      given.map((chunk, n) =>
        all(
          add({ id: `chatcmpl-${7001 * (n + 3)}`, usage: {} }),
          turn('/choices/*/delta', (delta) => (n === 0 ? delta : { role: null, ...(delta as JsonObject) })),
        )(chunk),
      ),
    ),
  },
  {
    id: 'b-manifest-id-per-chunk',
    seen: ['mnfst/llm-gateway#1070'],
    title: 'Every chunk has a random id.',
    expect: reportedBy('chunk-constant', 'chunk /id'),
    shownBy: SHOWS,
    hooks: numbered((n) => ({ id: `chatcmpl-${(0x9e3779b1 * (n + 1)) >>> 0}` })),
  },
  {
    id: 'sglang-id-per-choice',
    seen: ['sgl-project/sglang#39864'],
    title: 'Each choice has a different chunk id.',
    expect: reportedBy('chunk-constant', 'chunk /id'),
    shownBy: ['streaming/n-two'],
    hooks: chunks((given) =>
      given.map((chunk) => ({
        ...chunk,
        id: `${textIn(chunk['id'])}-${/"index":(\d)/u.exec(JSON.stringify(chunk))?.[1]}`,
      })),
    ),
  },
  {
    id: 'tgi-empty-id',
    seen: ['huggingface/text-generation-inference#1782'],
    title: 'The id is an empty string.',
    expect: reportedBy('schema', 'chunk /id'),
    shownBy: SHOWS,
    hooks: inChunks(put('/id', '')),
  },
  {
    id: 'lmdeploy-id-small-int',
    seen: ['InternLM/lmdeploy#2802'],
    title: 'The id is a small session counter, and usage is null in every chunk.',
    expect: reportedBy('id-unique', 'chunk /id'),
    shownBy: ['streaming/minimal', 'basic/two-requests'],
    hooks: everywhere(put('/id', '3')),
  },
  {
    id: 'envoy-choices-share-index',
    seen: ['envoyproxy/ai-gateway#1487', 'BerriAI/litellm#3276', 'sgl-project/sglang#2912', 'Portkey-AI/gateway#354'],
    title: 'The chunks of all choices have the index 0.',
    expect: reportedBy('choice-index', 'chunk /choices/*/index'),
    shownBy: ['streaming/n-two'],
    hooks: inChunks(put('/choices/*/index', 0)),
  },
  {
    id: 'sambanova-created-float-chunk',
    seen: ['envoyproxy/ai-gateway#962'],
    title: 'created has fractions of a second.',
    expect: reportedBy('schema', 'chunk /created'),
    shownBy: SHOWS,
    hooks: inChunks(turn('/created', (created) => Number(created) + 0.492141)),
  },
  {
    id: 'b-created-string-chunk',
    seen: ['epam/ai-dial-adapter-openai#141'],
    title: 'created is a string.',
    expect: reportedBy('schema', 'chunk /created'),
    shownBy: SHOWS,
    hooks: inChunks(turn('/created', String)),
  },
  {
    id: 'b-created-missing-chunk',
    seen: ['peach0x33a/cmdcode2api#1'],
    title: 'created is missing in streams and bodies.',
    expect: reportedBy('schema', 'chunk /created'),
    shownBy: ['streaming/minimal', 'basic/minimal'],
    hooks: everywhere(drop('/created')),
  },
  {
    id: 'foundrylocal-model-null-message-dup',
    seen: ['microsoft/foundry-local#144'],
    title: 'model is null, each choice repeats its delta as message, and undocumented members are added.',
    expect: reportedBy('schema', 'chunk /model'),
    shownBy: SHOWS,
    hooks: inChunks(
      add({ model: null, CreatedAt: '2026-01-01T00:00:00', IsDelta: false, Successful: true, HttpStatusCode: 0 }),
      turn('/choices/*', (choice) => ({
        ...(choice as JsonObject),
        message: { ...((choice as JsonObject)['delta'] as JsonObject), name: null, tool_call_id: null, tool_calls: [] },
      })),
    ),
  },
]);
