import type { JsonObject } from '../../../../core/model/json.js';
import { choiceOf, chunks, finishes, inChunks } from '../kit/chunks.js';
import { add, all, change, drop, put, when } from '../../../edit.js';
import { reportedBy, faultsOf } from '../kit/fault.js';
import { isObject } from '../../../sample.js';

const SHOWS = ['streaming/minimal'];
const USAGE_CASES = ['streaming/include-usage'];
const ZERO = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
const SOME = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 };
const absent = change('/choices/*/finish_reason', (old) => old ?? undefined);
const hasUsage = (chunk: JsonObject): boolean => choiceOf(chunk)['index'] === undefined;
const usageChunk = (given: readonly JsonObject[], usage: JsonObject) =>
  given.slice(0, 1).map((chunk) => ({ ...chunk, choices: [], usage }));

/** Usage in streams: not requested, in every chunk, missing, in another shape. */
export const streamedUsage = faultsOf('chunk', [
  {
    id: 'vllm-usage-every-chunk',
    seen: ['vllm-project/vllm#7262'],
    title: 'Every chunk carries a running usage; only the last should carry it.',
    expect: reportedBy('usage-chunk', 'chunk /usage'),
    shownBy: USAGE_CASES,
    hooks: chunks((given) =>
      given.map((chunk, n) =>
        hasUsage(chunk) ? chunk : { ...chunk, usage: { ...SOME, completion_tokens: n, total_tokens: 9 + n } },
      ),
    ),
  },
  {
    id: 'tgi-usage-on-choice-chunk',
    seen: ['vllm-project/vllm#12394'],
    title: 'The usage is in the chunk that finishes the choice; no separate usage chunk follows.',
    expect: reportedBy('usage-chunk', 'chunk /choices'),
    shownBy: USAGE_CASES,
    hooks: chunks((given) => given.filter((chunk) => !hasUsage(chunk)).map(when(finishes, add({ usage: SOME })))),
  },
  {
    id: 'bedrock-mantle-empty-choices-chunks',
    seen: ['awslabs/llmeter#34'],
    title: 'A chunk with usage and empty choices is sent although it was not requested.',
    expect: reportedBy('usage-unasked', 'chunk /usage'),
    shownBy: SHOWS,
    hooks: chunks((given) => [...given, ...usageChunk(given, SOME)]),
  },
  {
    id: 'b-gittensor-usage-chunk-unrequested',
    seen: ['entrius/gittensor#1749'],
    title: 'The usage chunk is sent even if it was not requested.',
    expect: reportedBy('usage-unasked', 'chunk /usage'),
    shownBy: ['streaming/minimal', 'streaming/include-usage-false'],
    hooks: chunks((given, { requested }) => (requested?.includeUsage ? given : [...given, ...usageChunk(given, SOME)])),
  },
  {
    id: 'minimax-zero-usage-every-chunk',
    seen: ['MiniMax-AI/MiniMax-M2.5#2'],
    title: 'Every chunk has a zero usage with undocumented members, and no id and no model.',
    expect: reportedBy('schema', 'chunk /id'),
    shownBy: SHOWS,
    hooks: inChunks(
      drop('/id', '/model'),
      add({ usage: { total_tokens: 0, total_characters: 0 }, input_sensitive: false, output_sensitive: false }),
    ),
  },
  {
    id: 'localai-zero-usage-every-chunk',
    seen: ['mudler/LocalAI#1744'],
    title: 'Every chunk has a zero usage, and finish_reason is absent until the last.',
    expect: reportedBy('usage-unasked', 'chunk /usage'),
    shownBy: SHOWS,
    hooks: inChunks(absent, add({ usage: ZERO })),
  },
  {
    id: 'b-minimax-usage-empty-object',
    seen: ['zed-industries/zed#42893'],
    title: 'The usage of every chunk is an empty object.',
    expect: reportedBy('schema', 'chunk /usage/prompt_tokens'),
    shownBy: SHOWS,
    hooks: inChunks(add({ usage: {}, extend_fields: {} })),
  },
  {
    id: 'b-higress-usage-empty-object-finish-missing',
    seen: ['higress-group/higress#2391'],
    title: 'An empty usage is sent as {}, and a null finish_reason is omitted.',
    expect: reportedBy('schema', 'chunk /choices/*/finish_reason'),
    shownBy: SHOWS,
    hooks: inChunks(absent, add({ usage: {} })),
  },
  {
    id: 'b-v0-usage-chunk-no-choices',
    seen: ['vercel/ai#7417'],
    title: 'The usage chunk has no choices member.',
    expect: reportedBy('schema', 'chunk /choices'),
    shownBy: USAGE_CASES,
    hooks: inChunks(when(hasUsage, drop('/choices'))),
  },
  {
    id: 'b-zukijourney-usage-chunk-shape',
    seen: ['anomalyco/opencode#1298'],
    title: 'The last event has another id, no object, created or choices, and billing members.',
    expect: reportedBy('schema', 'chunk /object'),
    shownBy: USAGE_CASES,
    hooks: inChunks(
      when(
        hasUsage,
        all(
          drop('/object', '/created', '/choices'),
          add({ id: 'usage-1753417795', provider_id: 'a', request_id: 'b' }),
        ),
      ),
    ),
  },
  {
    id: 'b-zen-trailing-cost-event',
    seen: ['anomalyco/opencode#42918'],
    title: 'The last event has a cost, empty choices and nothing else.',
    expect: reportedBy('schema', 'chunk /id'),
    shownBy: USAGE_CASES,
    hooks: chunks((given) => [...given, { choices: [], cost: '0' }]),
  },
  {
    id: 'b-litellm-xai-usage-not-last',
    seen: ['BerriAI/litellm#17136'],
    title: 'The usage is in the finishing chunk, and the last chunk has neither choices nor usage.',
    expect: reportedBy('usage-chunk', 'chunk /usage'),
    shownBy: USAGE_CASES,
    hooks: inChunks(when(finishes, put('/usage', SOME)), when(hasUsage, drop('/usage'))),
  },
  {
    id: 'zen-usage-without-model',
    seen: ['anomalyco/opencode#42918'],
    title: 'The usage chunk has an empty model, and created is 0.',
    expect: reportedBy('chunk-constant', 'chunk /model'),
    shownBy: USAGE_CASES,
    hooks: inChunks(when(hasUsage, add({ model: '', created: 0 } satisfies JsonObject))),
  },
  {
    id: 'vllm-streamed-completion-doubled',
    seen: ['vllm-project/vllm#8625'],
    title: 'A streamed response counts twice the completion tokens for the same text.',
    expect: reportedBy('streamed-alike', 'chunk /usage/completion_tokens'),
    shownBy: ['streaming/as-unstreamed-usage'],
    hooks: inChunks(
      change('/usage', (old) => {
        const [prompt, completion] = ['prompt_tokens', 'completion_tokens'].map((name) =>
          Number(isObject(old) ? old[name] : 0),
        );
        if (!isObject(old) || prompt === undefined || completion === undefined) return old;
        return { ...old, completion_tokens: 2 * completion, total_tokens: prompt + 2 * completion };
      }),
    ),
  },
]);
