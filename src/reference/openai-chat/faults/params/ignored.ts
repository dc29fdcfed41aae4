import type { Json, JsonObject } from '../../../../core/model/json.js';
import { everywhere, inBody, inChunks } from '../kit/chunks.js';
import { put, turn, drop, textIn } from '../kit/edit.js';
import { by, faultsOf } from '../kit/fault.js';
import { ignoring } from '../kit/refusals.js';

const LOGPROBS = 'body /choices/*/logprobs';
const TEXT = 'body /choices/*/message/content';
const strange = (entry: Json): Json => ({
  ...(entry as JsonObject),
  token: `Ġ${textIn((entry as JsonObject)['token']).trim()}`,
  bytes: [196, 160, 72],
});

/** Documented parameters that change nothing, or the wrong thing. */
export const ignoredParameters = faultsOf('params', [
  [
    'vllm-usage-with-empty-stream-options',
    ['vllm-project/vllm#36379'],
    'stream_options without a member is taken for include_usage.',
    by('usage-unasked', 'chunk /usage'),
    ['streaming/stream-options-empty'],
    { asked: (requested) => ({ ...requested, includeUsage: requested.body['stream_options'] !== undefined }) },
  ],
  [
    'b-freellmapi-include-usage-dropped',
    ['tashfeenahmed/freellmapi#845'],
    'include_usage is dropped: no usage comes.',
    by('usage-chunk', 'chunk /usage'),
    ['streaming/include-usage'],
    ignoring('stream_options'),
  ],
  [
    'llamacpp-python-n-ignored',
    ['abetlen/llama-cpp-python#1906', 'ollama/ollama#305'],
    'One choice comes where several were asked for.',
    by('choices-complete', 'body /choices'),
    ['penalties/n.middle'],
    ignoring('n'),
  ],
  [
    'b-langwatch-n-dropped',
    ['langwatch/langwatch#6290'],
    'n is dropped on the way to the upstream.',
    by('choices-complete', 'body /choices'),
    ['penalties/n.middle'],
    ignoring('n'),
  ],
  [
    'mlxvlm-stop-ignored',
    ['Blaizzy/mlx-vlm#1044', 'dphnAI/sonar#742', 'jundot/omlx#1054', 'huggingface/text-generation-inference#1619'],
    'The text runs past the stop sequence.',
    by('stop', TEXT),
    ['penalties/stop.string', 'penalties/stop.array'],
    ignoring('stop'),
  ],
  [
    'mlxknife-stop-within-a-token-alone',
    ['mzau/mlx-knife#68'],
    'A stop sequence that more than one token makes up is not seen in a stream.',
    by('stop', 'chunk /choices/*/delta/content'),
    ['streaming/stopped-by-sequence'],
    {
      asked: (requested) =>
        requested.stream ? { ...requested, stop: requested.stop.filter((each) => !each.includes(' ')) } : requested,
    },
  ],
  [
    'tgi-stop-included',
    ['huggingface/text-generation-inference#1724'],
    'The text ends with the stop sequence itself.',
    by('stop', TEXT),
    ['penalties/stop.string'],
    {
      response: (body, { asked: requested }) =>
        requested === null || requested.stop.length === 0
          ? body
          : turn('/choices/*/message/content', (text) => `${textIn(text)}${requested.stop[0] ?? ''}`)(body),
    },
  ],
  [
    'llamacpp-python-logprobs-legacy',
    ['abetlen/llama-cpp-python#1787', 'vllm-project/vllm#5008'],
    'logprobs come in the form of the older completions API.',
    by('schema', `${LOGPROBS}/content`),
    ['penalties/logprobs.words'],
    inBody(
      turn('/choices/*/logprobs', (old) =>
        old === null ? null : { tokens: ['pong'], token_logprobs: [-0.1], top_logprobs: [{}], text_offset: [0] },
      ),
    ),
  ],
  [
    'lmdeploy-logprob-token-bpe-marker',
    ['InternLM/lmdeploy#2802'],
    'Tokens are raw pieces with a marker for the space, and their bytes are not the text.',
    by('logprobs', 'chunk /choices/*/logprobs/content/*/token'),
    ['streaming/logprobs', 'streaming/top-logprobs'],
    everywhere(turn('/choices/*/logprobs/content/*', strange)),
  ],
  [
    'b-orca-logprobs-dropped',
    ['Continuum-AI-Corp/OrcaRouter-Lite#135'],
    'logprobs are null though they were asked for.',
    by('logprobs', LOGPROBS),
    ['penalties/logprobs.words'],
    ignoring('logprobs', 'top_logprobs'),
  ],
  [
    'b-openrouter-logprobs-missing',
    ['OpenRouterArchived/openrouter-runner#97'],
    'A choice has no logprobs though they were asked for.',
    by('logprobs', LOGPROBS),
    ['penalties/logprobs.words'],
    inBody(drop('/choices/*/logprobs')),
  ],
  [
    'logprobs-unasked',
    [],
    'logprobs come though nobody asked for them.',
    by('logprobs', `${LOGPROBS}/content/*`),
    ['basic/limited'],
    { asked: (asked) => ({ ...asked, logprobs: true }) },
  ],
  [
    'top-logprobs-too-many',
    [],
    'More alternatives come than were asked for.',
    by('top-logprobs', 'body /choices/*/logprobs/content/*/top_logprobs'),
    ['penalties/top_logprobs.middle', 'penalties/top_logprobs.max'],
    { asked: (asked) => ({ ...asked, topLogprobs: asked.topLogprobs + 3 }) },
  ],
  [
    'sglang-top-logprobs-of-first-token',
    ['sgl-project/sglang#39260'],
    'Every token has the alternatives of the first one.',
    by('top-logprobs', 'chunk /choices/*/logprobs/content/*/top_logprobs'),
    ['streaming/top-logprobs'],
    inChunks(
      put('/choices/*/logprobs/content/*/top_logprobs', [{ token: 'one', logprob: -0.01, bytes: [111, 110, 101] }]),
    ),
  ],
  [
    'mistralrs-max-tokens-plus-one',
    ['EricLBuehler/mistral.rs#1539'],
    'A limit of one token lets two pass.',
    by('max-tokens', 'body /usage/completion_tokens'),
    ['penalties/max_tokens.one', 'penalties/max_tokens.cut'],
    { asked: (asked) => ({ ...asked, maxTokens: asked.maxTokens + 1 }) },
  ],
  [
    'b-mofa-gateway-max-tokens-dropped',
    ['mofa-org/mofa#1341'],
    'max_tokens is dropped on the way to the upstream.',
    by('max-tokens', 'body /usage/completion_tokens'),
    ['penalties/max_tokens.cut'],
    ignoring('max_tokens', 'max_completion_tokens'),
  ],
  [
    'b-langwatch-json-object-dropped',
    ['langwatch/langwatch#6290'],
    'response_format json_object gives JSON inside a Markdown fence.',
    by('response-format', TEXT),
    ['penalties/response_format.json_object'],
    {
      response: (body, { asked }) =>
        asked?.format === 'json_object'
          ? put('/choices/*/message/content', '```json\n{"answer": "ok"}\n```')(body)
          : body,
    },
  ],
  [
    'json-schema-ignored',
    [],
    'response_format json_schema gives prose.',
    by('response-format', TEXT),
    ['penalties/response_format.json_schema'],
    ignoring('response_format'),
  ],
  [
    'b-orca-parallel-tool-calls-dropped',
    ['Continuum-AI-Corp/OrcaRouter-Lite#124'],
    'parallel_tool_calls false is dropped: two calls come in one turn.',
    by('parallel-tool-calls', 'body /choices/*/message/tool_calls/*'),
    ['tools/parallel-off'],
    ignoring('parallel_tool_calls'),
  ],
  [
    'b-grok2api-tools-discarded',
    ['chenyme/grok2api#226'],
    'tools and tool_choice are discarded.',
    by('tool-choice', 'body /choices/*/message/tool_calls'),
    ['tools/required'],
    ignoring('tools', 'tool_choice'),
  ],
  [
    'thinks-all-the-same',
    ['Layr-Labs/d-inference#639', 'mudler/LocalAI#10072', 'docker/model-runner#1028'],
    'The model thinks though reasoning_effort is none.',
    by('reasoning-off', 'body /choices/*/message/reasoning_content'),
    ['penalties/reasoning_effort.none'],
    ignoring('reasoning_effort'),
    ['greenpt'],
  ],
  [
    'streamed-otherwise',
    [],
    'Streamed, the same prompt counts more tokens.',
    by('streamed-alike', 'chunk /usage/prompt_tokens'),
    ['streaming/as-unstreamed-usage'],
    inChunks(
      turn('/usage/prompt_tokens', (count) => Number(count) + 40),
      turn('/usage/total_tokens', (count) => Number(count) + 40),
    ),
  ],
]);
