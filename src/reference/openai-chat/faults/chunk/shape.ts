import type { JsonObject } from '../../../../core/model/json.js';
import { chunks, choiceOf, deltaOf, finishes, inChunks, withDelta, hasText } from '../kit/chunks.js';
import { add, all, change, drop, put, turn, when, textIn } from '../../../edit.js';
import { reportedBy, faultsOf, notedBy } from '../kit/fault.js';

const SHOWS = ['streaming/minimal'];
const AZURE = { id: '', object: '', created: 0, model: '', choices: [], prompt_filter_results: [{ prompt_index: 0 }] };
const unfinished = change('/choices/*/finish_reason', (old) => old ?? undefined);
const roleless = drop('/choices/*/delta/role');

/** Roles, deltas, indexes and choices: the shape of a chunk. */
export const shapes = faultsOf('chunk', [
  {
    id: 'sglang-role-null-toolcalls-null',
    seen: ['sgl-project/sglang#3912'],
    title: 'Deltas have a null role and null tool_calls.',
    expect: reportedBy('schema', 'chunk /choices/*/delta/role'),
    shownBy: SHOWS,
    hooks: inChunks(
      change('/choices/*/delta/role', (old) => old ?? null),
      change('/choices/*/delta/tool_calls', (old) => old ?? null),
    ),
  },
  {
    id: 'dashscope-role-every-chunk',
    seen: ['karthink/gptel#592', 'ollama/ollama#4357'],
    title: 'Every delta repeats the role, and finish_reason is absent until the last.',
    expect: reportedBy('chunk-role', 'chunk /choices/*/delta/role'),
    shownBy: SHOWS,
    hooks: inChunks(put('/choices/*/delta/role', 'assistant'), unfinished),
  },
  {
    id: 'role-of-the-request',
    seen: [],
    title: 'The first delta has the role user.',
    expect: reportedBy('chunk-role', 'chunk /choices/*/delta/role'),
    shownBy: SHOWS,
    hooks: inChunks(change('/choices/*/delta/role', (role) => (role === 'assistant' ? 'user' : role))),
  },
  {
    id: 'b-g4f-no-role',
    seen: ['xtekky/gpt4free#1966'],
    title: 'No delta has a role.',
    expect: reportedBy('chunk-role', 'chunk /choices/*/delta/role'),
    shownBy: SHOWS,
    hooks: inChunks(roleless),
  },
  {
    id: 'b-fms-guardrails-role-missing',
    seen: ['foundation-model-stack/fms-guardrails-orchestrator#429'],
    title: 'The role is lost when detectors check the output.',
    expect: reportedBy('chunk-role', 'chunk /choices/*/delta/role'),
    shownBy: SHOWS,
    hooks: inChunks(roleless),
  },
  {
    id: 'b-langwatch-role-delta-dropped',
    seen: ['langwatch/langwatch#6196'],
    title: 'The opening delta with the role is dropped.',
    expect: reportedBy('chunk-role', 'chunk /choices/*/delta/role'),
    shownBy: SHOWS,
    hooks: chunks((given) => given.slice(1).map(add({ extra_fields: { raw_response: {} } }))),
  },
  {
    id: 'workersai-missing-choice-index',
    seen: ['vercel/ai#4031'],
    title: 'Choices have no index and, until the last, no finish_reason.',
    expect: reportedBy('schema', 'chunk /choices/*/index'),
    shownBy: SHOWS,
    hooks: inChunks(drop('/choices/*/index'), unfinished),
  },
  {
    id: 'foundrylocal-choice-index-counts-up',
    seen: ['microsoft/foundry-local#144', 'microsoft/foundry-local#263', 'huggingface/text-generation-inference#1648'],
    title: 'The index of the choice counts tokens.',
    expect: reportedBy('choice-index', 'chunk /choices/*/index'),
    shownBy: SHOWS,
    hooks: chunks((given) => given.map((chunk, n) => put('/choices/*/index', 197 + n)(chunk))),
  },
  {
    id: 'localai-bare-chunks',
    seen: ['mudler/LocalAI#1194', 'mudler/LocalAI#1744'],
    title: 'Chunks have no id and no created, choices have no index and no finish_reason, and usage is always zero.',
    expect: reportedBy('schema', 'chunk /id'),
    shownBy: SHOWS,
    hooks: inChunks(
      drop('/id', '/created', '/choices/*/index'),
      unfinished,
      add({ usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 } }),
    ),
  },
  {
    id: 'openwebui-final-chunk-no-delta',
    seen: ['open-webui/open-webui#8973', 'simonw/llm#1159', 'lingyuins/octopus#62'],
    title: 'The choice of the last chunk has no delta.',
    expect: reportedBy('schema', 'chunk /choices/*/delta'),
    shownBy: SHOWS,
    hooks: inChunks(when(finishes, drop('/choices/*/delta'))),
  },
  {
    id: 'b-delta-null-final',
    seen: ['agentuniverse-ai/agentUniverse#772'],
    title: 'The delta of the last chunk is null.',
    expect: reportedBy('schema', 'chunk /choices/*/delta'),
    shownBy: SHOWS,
    hooks: inChunks(when(finishes, put('/choices/*/delta', null))),
  },
  {
    id: 'b-azure-first-chunk-blank',
    seen: ['spring-projects/spring-ai#465'],
    title: 'The first chunk has blank members and no choices.',
    expect: reportedBy('empty-choices', 'chunk /choices'),
    shownBy: SHOWS,
    hooks: chunks((given) => [AZURE, ...given]),
  },
  {
    id: 'b-azure-first-chunk-breaks-loop',
    seen: ['meilisearch/meilisearch#6477'],
    title: 'The first chunk has content filter results and no choices.',
    expect: reportedBy('empty-choices', 'chunk /choices'),
    shownBy: SHOWS,
    hooks: chunks((given) => [AZURE, ...given]),
  },
  {
    id: 'b-lepton-trailing-empty-choices',
    seen: ['TheR1D/shell_gpt#470'],
    title: 'The last chunk has no choices and no usage.',
    expect: reportedBy('empty-choices', 'chunk /choices'),
    shownBy: SHOWS,
    hooks: chunks((given) => [...given, ...given.slice(-1).map(put('/choices', []))]),
  },
  {
    id: 'b-databricks-gptoss-delta-content-array',
    seen: ['posit-dev/chatlas#392'],
    title: 'The content of deltas is an array of parts.',
    expect: reportedBy('schema', 'chunk /choices/*/delta/content'),
    shownBy: SHOWS,
    hooks: inChunks(turn('/choices/*/delta/content', (text) => [{ type: 'text', text }])),
  },
  {
    id: 'lmstudio-reasoning-only',
    seen: ['lmstudio-ai/lmstudio-bug-tracker#378'],
    title: 'All text arrives as reasoning, none as content.',
    expect: reportedBy('answer-not-empty', 'stream'),
    shownBy: SHOWS,
    hooks: inChunks(
      turn('/choices/*/delta', (delta) => {
        const { content, ...others } = delta as JsonObject;
        return content === undefined ? others : { ...others, reasoning_content: content };
      }),
    ),
  },
  {
    id: 'tt-special-tokens-in-content',
    seen: ['tenstorrent/tt-inference-server#2157'],
    title: 'The text contains a special token of the model.',
    expect: notedBy('special-tokens', 'chunk /choices/*/delta/content'),
    shownBy: SHOWS,
    hooks: chunks((given) =>
      given.flatMap((chunk) => (finishes(chunk) ? [withDelta(chunk, { content: '<|EOT|>' }), chunk] : [chunk])),
    ),
  },
  {
    id: 'content-cumulative',
    seen: [],
    title: 'Every delta repeats all the text so far.',
    expect: reportedBy('content-increments', 'chunk /choices/*/delta/content'),
    shownBy: ['streaming/counting'],
    hooks: chunks((given) => {
      let said = '';
      return given.map((chunk) => {
        if (!hasText(chunk)) return chunk;
        said += textIn(deltaOf(chunk)['content']);
        return withDelta(chunk, { content: said });
      });
    }),
  },
  {
    id: 'groq-x-groq-usage',
    seen: ['vercel/ai#1651'],
    title: "The usage is only in a member of the provider's own.",
    expect: reportedBy('usage-chunk', 'chunk /usage'),
    shownBy: ['streaming/include-usage'],
    hooks: chunks((given) =>
      given
        .filter((chunk) => choiceOf(chunk)['index'] !== undefined)
        .map(all(drop('/usage'), when(finishes, add({ x_groq: { id: 'req_1', usage: { prompt_tokens: 9 } } })))),
    ),
  },
]);
