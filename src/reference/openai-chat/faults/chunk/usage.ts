import type { JsonObject } from '../../../../core/model/json.js';
import { choiceOf, chunks, finishes, inChunks } from '../kit/chunks.js';
import { add, all, change, drop, put, when } from '../kit/edit.js';
import { by, faultsOf } from '../kit/fault.js';
import { isObject } from '../../sample.js';

const SHOWS = ['streaming/minimal'];
const ASKED = ['streaming/include-usage'];
const ZERO = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
const SOME = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 };
const absent = change('/choices/*/finish_reason', (old) => old ?? undefined);
const tellsUsage = (chunk: JsonObject): boolean => choiceOf(chunk)['index'] === undefined;
const usageChunk = (given: readonly JsonObject[], usage: JsonObject) =>
  given.slice(0, 1).map((chunk) => ({ ...chunk, choices: [], usage }));

/** Usage in streams: unasked, everywhere, nowhere, in a shape of its own. */
export const streamedUsage = faultsOf('chunk', [
  [
    'vllm-usage-every-chunk',
    ['vllm-project/vllm#7262'],
    'Every chunk tells a running usage where the last one should.',
    by('usage-chunk', 'chunk /usage'),
    ASKED,
    chunks((given) =>
      given.map((chunk, n) =>
        tellsUsage(chunk) ? chunk : { ...chunk, usage: { ...SOME, completion_tokens: n, total_tokens: 9 + n } },
      ),
    ),
  ],
  [
    'tgi-usage-on-choice-chunk',
    ['vllm-project/vllm#12394'],
    'The usage comes with the finish of the choice, and no chunk of its own follows.',
    by('usage-chunk', 'chunk /choices'),
    ASKED,
    chunks((given) => given.filter((chunk) => !tellsUsage(chunk)).map(when(finishes, add({ usage: SOME })))),
  ],
  [
    'bedrock-mantle-empty-choices-chunks',
    ['awslabs/llmeter#34'],
    'A chunk with usage and no choices comes though nobody asked for it.',
    by('usage-unasked', 'chunk /usage'),
    SHOWS,
    chunks((given) => [...given, ...usageChunk(given, SOME)]),
  ],
  [
    'b-gittensor-usage-chunk-unrequested',
    ['entrius/gittensor#1749'],
    'The usage chunk comes whatever was asked.',
    by('usage-unasked', 'chunk /usage'),
    ['streaming/minimal', 'streaming/include-usage-false'],
    chunks((given, { asked: requested }) => (requested?.includeUsage ? given : [...given, ...usageChunk(given, SOME)])),
  ],
  [
    'minimax-zero-usage-every-chunk',
    ['MiniMax-AI/MiniMax-M2.5#2'],
    'Every chunk tells a usage of zero with members of its own, and has no id and no model.',
    by('schema', 'chunk /id'),
    SHOWS,
    inChunks(
      drop('/id', '/model'),
      add({ usage: { total_tokens: 0, total_characters: 0 }, input_sensitive: false, output_sensitive: false }),
    ),
  ],
  [
    'localai-zero-usage-every-chunk',
    ['mudler/LocalAI#1744'],
    'Every chunk tells a usage of zero, and finish_reason is absent until the last.',
    by('usage-unasked', 'chunk /usage'),
    SHOWS,
    inChunks(absent, add({ usage: ZERO })),
  ],
  [
    'b-minimax-usage-empty-object',
    ['zed-industries/zed#42893'],
    'The usage of every chunk is an object without members.',
    by('schema', 'chunk /usage/prompt_tokens'),
    SHOWS,
    inChunks(add({ usage: {}, extend_fields: {} })),
  ],
  [
    'b-higress-usage-empty-object-finish-missing',
    ['higress-group/higress#2391'],
    'An empty usage is sent as {}, and a finish_reason that is null is left out.',
    by('schema', 'chunk /choices/*/finish_reason'),
    SHOWS,
    inChunks(absent, add({ usage: {} })),
  ],
  [
    'b-v0-usage-chunk-no-choices',
    ['vercel/ai#7417'],
    'The usage chunk has no choices at all.',
    by('schema', 'chunk /choices'),
    ASKED,
    inChunks(when(tellsUsage, drop('/choices'))),
  ],
  [
    'b-zukijourney-usage-chunk-shape',
    ['anomalyco/opencode#1298'],
    'The last event has another id, no object, created or choices, and members of a bill.',
    by('schema', 'chunk /object'),
    ASKED,
    inChunks(
      when(
        tellsUsage,
        all(
          drop('/object', '/created', '/choices'),
          add({ id: 'usage-1753417795', provider_id: 'a', request_id: 'b' }),
        ),
      ),
    ),
  ],
  [
    'b-zen-trailing-cost-event',
    ['anomalyco/opencode#42918'],
    'The last event tells a cost, with empty choices and nothing else.',
    by('schema', 'chunk /id'),
    ASKED,
    chunks((given) => [...given, { choices: [], cost: '0' }]),
  ],
  [
    'b-litellm-xai-usage-not-last',
    ['BerriAI/litellm#17136'],
    'The usage comes with the finish, and the last chunk has neither choices nor usage.',
    by('usage-chunk', 'chunk /usage'),
    ASKED,
    inChunks(when(finishes, put('/usage', SOME)), when(tellsUsage, drop('/usage'))),
  ],
  [
    'zen-usage-without-model',
    ['anomalyco/opencode#42918'],
    'The chunk with the usage has an empty model and the time 0.',
    by('chunk-constant', 'chunk /model'),
    ASKED,
    inChunks(when(tellsUsage, add({ model: '', created: 0 } satisfies JsonObject))),
  ],
  [
    'vllm-streamed-completion-doubled',
    ['vllm-project/vllm#8625'],
    'Streamed, the same text counts twice the tokens.',
    by('streamed-alike', 'chunk /usage/completion_tokens'),
    ['streaming/as-unstreamed-usage'],
    inChunks(
      change('/usage', (old) => {
        const [prompt, completion] = ['prompt_tokens', 'completion_tokens'].map((name) =>
          Number(isObject(old) ? old[name] : 0),
        );
        if (!isObject(old) || prompt === undefined || completion === undefined) return old;
        return { ...old, completion_tokens: 2 * completion, total_tokens: prompt + 2 * completion };
      }),
    ),
  ],
]);
