import type { Json, JsonObject } from '../../../../core/model/json.js';
import { everywhere, inBody, inChunks } from '../kit/chunks.js';
import { put, turn, drop, textIn } from '../../../edit.js';
import { reportedBy, faultsOf } from '../kit/fault.js';
import { ignoring } from '../kit/refusals.js';

const LOGPROBS = 'body /choices/*/logprobs';
const TEXT = 'body /choices/*/message/content';
const strange = (entry: Json): Json => ({
  ...(entry as JsonObject),
  token: `Ġ${textIn((entry as JsonObject)['token']).trim()}`,
  bytes: [196, 160, 72],
});

/** Documented parameters that are ignored or misinterpreted. */
export const ignoredParameters = faultsOf('params', [
  {
    id: 'vllm-usage-with-empty-stream-options',
    seen: ['vllm-project/vllm#36379'],
    title: 'Empty stream_options are treated as include_usage.',
    expect: reportedBy('usage-unasked', 'chunk /usage'),
    shownBy: ['streaming/stream-options-empty'],
    hooks: {
      requested: (requested) => ({ ...requested, includeUsage: requested.body['stream_options'] !== undefined }),
    },
  },
  {
    id: 'b-freellmapi-include-usage-dropped',
    seen: ['tashfeenahmed/freellmapi#845'],
    title: 'include_usage is ignored: no usage is sent.',
    expect: reportedBy('usage-chunk', 'chunk /usage'),
    shownBy: ['streaming/include-usage'],
    hooks: ignoring('stream_options'),
  },
  {
    id: 'llamacpp-python-n-ignored',
    seen: ['abetlen/llama-cpp-python#1906', 'ollama/ollama#305'],
    title: 'n is ignored: one choice is returned instead of several.',
    expect: reportedBy('choices-complete', 'body /choices'),
    shownBy: ['penalties/n.middle'],
    hooks: ignoring('n'),
  },
  {
    id: 'b-langwatch-n-dropped',
    seen: ['langwatch/langwatch#6290'],
    title: 'n is not forwarded to the upstream.',
    expect: reportedBy('choices-complete', 'body /choices'),
    shownBy: ['penalties/n.middle'],
    hooks: ignoring('n'),
  },
  {
    id: 'mlxvlm-stop-ignored',
    seen: [
      'Blaizzy/mlx-vlm#1044',
      'dphnAI/sonar#742',
      'jundot/omlx#1054',
      'huggingface/text-generation-inference#1619',
    ],
    title: 'The text continues past the stop sequence.',
    expect: reportedBy('stop', TEXT),
    shownBy: ['penalties/stop.string', 'penalties/stop.array'],
    hooks: ignoring('stop'),
  },
  {
    id: 'mlxknife-stop-within-a-token-alone',
    seen: ['mzau/mlx-knife#68'],
    title: 'In a stream, a stop sequence of more than one token is not detected.',
    expect: reportedBy('stop', 'chunk /choices/*/delta/content'),
    shownBy: ['streaming/stopped-by-sequence'],
    hooks: {
      requested: (requested) =>
        requested.stream ? { ...requested, stop: requested.stop.filter((each) => !each.includes(' ')) } : requested,
    },
  },
  {
    id: 'tgi-stop-included',
    seen: ['huggingface/text-generation-inference#1724'],
    title: 'The text includes the stop sequence.',
    expect: reportedBy('stop', TEXT),
    shownBy: ['penalties/stop.string'],
    hooks: {
      response: (body, { requested }) =>
        requested === null || requested.stop.length === 0
          ? body
          : turn('/choices/*/message/content', (text) => `${textIn(text)}${requested.stop[0] ?? ''}`)(body),
    },
  },
  {
    id: 'llamacpp-python-logprobs-legacy',
    seen: ['abetlen/llama-cpp-python#1787', 'vllm-project/vllm#5008'],
    title: 'logprobs have the form of the older completions API.',
    expect: reportedBy('schema', `${LOGPROBS}/content`),
    shownBy: ['penalties/logprobs.words'],
    hooks: inBody(
      turn('/choices/*/logprobs', (old) =>
        old === null ? null : { tokens: ['pong'], token_logprobs: [-0.1], top_logprobs: [{}], text_offset: [0] },
      ),
    ),
  },
  {
    id: 'lmdeploy-logprob-token-bpe-marker',
    seen: ['InternLM/lmdeploy#2802'],
    title: 'Tokens contain a marker instead of the space, and their bytes differ from the text.',
    expect: reportedBy('logprobs', 'chunk /choices/*/logprobs/content/*/token'),
    shownBy: ['streaming/top-logprobs'],
    hooks: everywhere(turn('/choices/*/logprobs/content/*', strange)),
  },
  {
    id: 'b-orca-logprobs-dropped',
    seen: ['Continuum-AI-Corp/OrcaRouter-Lite#135'],
    title: 'logprobs are null although they were requested.',
    expect: reportedBy('logprobs', LOGPROBS),
    shownBy: ['penalties/logprobs.words'],
    hooks: ignoring('logprobs', 'top_logprobs'),
  },
  {
    id: 'b-openrouter-logprobs-missing',
    seen: ['OpenRouterArchived/openrouter-runner#97'],
    title: 'logprobs are absent although they were requested.',
    expect: reportedBy('logprobs', LOGPROBS),
    shownBy: ['penalties/logprobs.words'],
    hooks: inBody(drop('/choices/*/logprobs')),
  },
  {
    id: 'logprobs-unasked',
    seen: [],
    title: 'logprobs are present although they were not requested.',
    expect: reportedBy('logprobs', `${LOGPROBS}/content/*`),
    shownBy: ['basic/limited'],
    hooks: { requested: (requested) => ({ ...requested, logprobs: true }) },
  },
  {
    id: 'top-logprobs-too-many',
    seen: [],
    title: 'There are more top_logprobs than requested.',
    expect: reportedBy('top-logprobs', 'body /choices/*/logprobs/content/*/top_logprobs'),
    shownBy: ['penalties/top_logprobs.max'],
    hooks: { requested: (requested) => ({ ...requested, topLogprobs: requested.topLogprobs + 3 }) },
  },
  {
    id: 'sglang-top-logprobs-of-first-token',
    seen: ['sgl-project/sglang#39260'],
    title: 'Every token has the top_logprobs of the first one.',
    expect: reportedBy('top-logprobs', 'chunk /choices/*/logprobs/content/*/top_logprobs'),
    shownBy: ['streaming/top-logprobs'],
    hooks: inChunks(
      put('/choices/*/logprobs/content/*/top_logprobs', [{ token: 'one', logprob: -0.01, bytes: [111, 110, 101] }]),
    ),
  },
  {
    id: 'mistralrs-max-tokens-plus-one',
    seen: ['EricLBuehler/mistral.rs#1539'],
    title: 'A limit of one token allows two.',
    expect: reportedBy('max-tokens', 'body /usage/completion_tokens'),
    shownBy: ['penalties/max_tokens.one', 'penalties/max_tokens.cut'],
    hooks: { requested: (requested) => ({ ...requested, maxTokens: requested.maxTokens + 1 }) },
  },
  {
    id: 'b-mofa-gateway-max-tokens-dropped',
    seen: ['mofa-org/mofa#1341'],
    title: 'max_tokens is not forwarded to the upstream.',
    expect: reportedBy('max-tokens', 'body /usage/completion_tokens'),
    shownBy: ['penalties/max_tokens.cut'],
    hooks: ignoring('max_tokens', 'max_completion_tokens'),
  },
  {
    id: 'b-langwatch-json-object-dropped',
    seen: ['langwatch/langwatch#6290'],
    title: 'response_format json_object returns JSON inside a Markdown fence.',
    expect: reportedBy('response-format', TEXT),
    shownBy: ['penalties/response_format.json_object'],
    hooks: {
      response: (body, { requested }) =>
        requested?.format === 'json_object'
          ? put('/choices/*/message/content', '```json\n{"answer": "ok"}\n```')(body)
          : body,
    },
  },
  {
    id: 'json-schema-ignored',
    seen: [],
    title: 'response_format json_schema returns prose.',
    expect: reportedBy('response-format', TEXT),
    shownBy: ['penalties/response_format.json_schema'],
    hooks: ignoring('response_format'),
  },
  {
    id: 'b-orca-parallel-tool-calls-dropped',
    seen: ['Continuum-AI-Corp/OrcaRouter-Lite#124'],
    title: 'parallel_tool_calls false is ignored: one response has two calls.',
    expect: reportedBy('parallel-tool-calls', 'body /choices/*/message/tool_calls/*'),
    shownBy: ['tools/parallel-off'],
    hooks: ignoring('parallel_tool_calls'),
  },
  {
    id: 'b-grok2api-tools-discarded',
    seen: ['chenyme/grok2api#226'],
    title: 'tools and tool_choice are ignored.',
    expect: reportedBy('tool-choice', 'body /choices/*/message/tool_calls'),
    shownBy: ['tools/required'],
    hooks: ignoring('tools', 'tool_choice'),
  },
  {
    id: 'thinks-all-the-same',
    seen: ['Layr-Labs/d-inference#639', 'mudler/LocalAI#10072', 'docker/model-runner#1028'],
    title: 'The model reasons although reasoning_effort is none.',
    expect: reportedBy('reasoning-off', 'body /choices/*/message/reasoning_content'),
    shownBy: ['penalties/reasoning_effort.none'],
    hooks: ignoring('reasoning_effort'),
    specs: ['greenpt'],
  },
  {
    id: 'streamed-otherwise',
    seen: [],
    title: 'A streamed response counts more prompt tokens for the same prompt.',
    expect: reportedBy('streamed-alike', 'chunk /usage/prompt_tokens'),
    shownBy: ['streaming/as-unstreamed-usage'],
    hooks: inChunks(
      turn('/usage/prompt_tokens', (count) => Number(count) + 40),
      turn('/usage/total_tokens', (count) => Number(count) + 40),
    ),
  },
]);
