import type { JsonObject } from '../../../../core/model/json.js';
import { chunks, choiceOf, deltaOf, finishes, inChunks, likeWith, speaks } from '../kit/chunks.js';
import { add, all, change, drop, put, turn, when, textIn } from '../kit/edit.js';
import { by, faultsOf, noted } from '../kit/fault.js';

const SHOWS = ['streaming/minimal'];
const AZURE = { id: '', object: '', created: 0, model: '', choices: [], prompt_filter_results: [{ prompt_index: 0 }] };
const unfinished = change('/choices/*/finish_reason', (old) => old ?? undefined);
const roleless = drop('/choices/*/delta/role');

/** Roles, deltas, indexes and choices: the shape of a chunk. */
export const shapes = faultsOf('chunk', [
  [
    'sglang-role-null-toolcalls-null',
    ['sgl-project/sglang#3912'],
    'Deltas have a role and tool_calls that are null.',
    by('schema', 'chunk /choices/*/delta/role'),
    SHOWS,
    inChunks(
      change('/choices/*/delta/role', (old) => old ?? null),
      put('/choices/*/delta/tool_calls', null),
    ),
  ],
  [
    'dashscope-role-every-chunk',
    ['karthink/gptel#592', 'ollama/ollama#4357'],
    'Every delta repeats the role, and finish_reason is absent until the last.',
    by('chunk-role', 'chunk /choices/*/delta/role'),
    SHOWS,
    inChunks(put('/choices/*/delta/role', 'assistant'), unfinished),
  ],
  [
    'b-g4f-no-role',
    ['xtekky/gpt4free#1966'],
    'No delta has a role.',
    by('chunk-role', 'chunk /choices/*/delta/role'),
    SHOWS,
    inChunks(roleless),
  ],
  [
    'b-fms-guardrails-role-missing',
    ['foundation-model-stack/fms-guardrails-orchestrator#429'],
    'The role is lost when detectors look at the output.',
    by('chunk-role', 'chunk /choices/*/delta/role'),
    SHOWS,
    inChunks(roleless),
  ],
  [
    'b-langwatch-role-delta-dropped',
    ['langwatch/langwatch#6196'],
    'The opening delta is swallowed, and chunks carry what the upstream sent.',
    by('chunk-role', 'chunk /choices/*/delta/role'),
    SHOWS,
    chunks((given) => given.slice(1).map(add({ extra_fields: { raw_response: {} } }))),
  ],
  [
    'workersai-missing-choice-index',
    ['vercel/ai#4031'],
    'Choices have no index and, until the last, no finish_reason.',
    by('schema', 'chunk /choices/*/index'),
    SHOWS,
    inChunks(drop('/choices/*/index'), unfinished),
  ],
  [
    'foundrylocal-choice-index-counts-up',
    ['microsoft/foundry-local#144', 'microsoft/foundry-local#263', 'huggingface/text-generation-inference#1648'],
    'The index of the choice counts tokens.',
    by('choice-index', 'chunk /choices/*/index'),
    SHOWS,
    chunks((given) => given.map((chunk, n) => put('/choices/*/index', 197 + n)(chunk))),
  ],
  [
    'localai-bare-chunks',
    ['mudler/LocalAI#1194', 'mudler/LocalAI#1744'],
    'Chunks have no id and no created, choices no index and no finish_reason, and each tells a usage of zero.',
    by('schema', 'chunk /id'),
    SHOWS,
    inChunks(
      drop('/id', '/created', '/choices/*/index'),
      unfinished,
      add({ usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 } }),
    ),
  ],
  [
    'openwebui-final-chunk-no-delta',
    ['open-webui/open-webui#8973', 'simonw/llm#1159', 'lingyuins/octopus#62'],
    'The choice of the last chunk has no delta.',
    by('schema', 'chunk /choices/*/delta'),
    SHOWS,
    inChunks(when(finishes, drop('/choices/*/delta'))),
  ],
  [
    'b-delta-null-final',
    ['agentuniverse-ai/agentUniverse#772'],
    'The delta of the last chunk is null.',
    by('schema', 'chunk /choices/*/delta'),
    SHOWS,
    inChunks(when(finishes, put('/choices/*/delta', null))),
  ],
  [
    'b-azure-first-chunk-blank',
    ['spring-projects/spring-ai#465'],
    'The stream opens with a chunk of blank members and no choices.',
    by('empty-choices', 'chunk /choices'),
    SHOWS,
    chunks((given) => [AZURE, ...given]),
  ],
  [
    'b-azure-first-chunk-breaks-loop',
    ['meilisearch/meilisearch#6477'],
    'Results of a filter come first, in a chunk without choices.',
    by('empty-choices', 'chunk /choices'),
    SHOWS,
    chunks((given) => [AZURE, ...given]),
  ],
  [
    'b-lepton-trailing-empty-choices',
    ['TheR1D/shell_gpt#470'],
    'The last chunk has no choices and no usage.',
    by('empty-choices', 'chunk /choices'),
    SHOWS,
    chunks((given) => [...given, ...given.slice(-1).map(put('/choices', []))]),
  ],
  [
    'b-databricks-gptoss-delta-content-array',
    ['posit-dev/chatlas#392'],
    'The content of deltas is an array of parts.',
    by('schema', 'chunk /choices/*/delta/content'),
    SHOWS,
    inChunks(turn('/choices/*/delta/content', (text) => [{ type: 'text', text }])),
  ],
  [
    'lmstudio-reasoning-only',
    ['lmstudio-ai/lmstudio-bug-tracker#378'],
    'All words come as reasoning, none as content.',
    by('answer-not-empty', 'stream'),
    SHOWS,
    inChunks(
      turn('/choices/*/delta', (delta) => {
        const { content, ...others } = delta as JsonObject;
        return content === undefined ? others : { ...others, reasoning_content: content };
      }),
    ),
  ],
  [
    'tt-special-tokens-in-content',
    ['tenstorrent/tt-inference-server#2157'],
    'A special token of the model stands in the text.',
    noted('special-tokens', 'chunk /choices/*/delta/content'),
    SHOWS,
    chunks((given) =>
      given.flatMap((chunk) => (finishes(chunk) ? [likeWith(chunk, { content: '<|EOT|>' }), chunk] : [chunk])),
    ),
  ],
  [
    'content-cumulative',
    [],
    'Every delta repeats all the text so far.',
    by('content-increments', 'chunk /choices/*/delta/content'),
    ['streaming/counting'],
    chunks((given) => {
      let said = '';
      return given.map((chunk) => {
        if (!speaks(chunk)) return chunk;
        said += textIn(deltaOf(chunk)['content']);
        return likeWith(chunk, { content: said });
      });
    }),
  ],
  [
    'groq-x-groq-usage',
    ['vercel/ai#1651'],
    'The usage comes in a member of the provider alone.',
    by('usage-chunk', 'chunk /usage'),
    ['streaming/include-usage'],
    chunks((given) =>
      given
        .filter((chunk) => choiceOf(chunk)['index'] !== undefined)
        .map(all(drop('/usage'), when(finishes, add({ x_groq: { id: 'req_1', usage: { prompt_tokens: 9 } } })))),
    ),
  ],
]);
