import type { JsonObject } from '../../../../core/model/json.js';
import { chunks, finishes, inChunks, likeWith, speaks } from '../kit/chunks.js';
import { add, all, change, drop, put, when } from '../kit/edit.js';
import { by, faultsOf, noted } from '../kit/fault.js';

const SHOWS = ['streaming/minimal'];
const REASON = 'chunk /choices/*/finish_reason';
const absent = change('/choices/*/finish_reason', (old) => old ?? undefined);
const never = chunks((given) => given.filter((chunk) => !finishes(chunk)));

/** How choices finish: never, twice, with another word. */
export const finishing = faultsOf('chunk', [
  [
    'ollama-finish-reason-empty',
    [
      'ollama/ollama#4357',
      'sgl-project/sglang#3912',
      'looplj/axonhub#2073',
      'openai/openai-dotnet#389',
      'aaif-goose/goose#10258',
    ],
    'finish_reason is an empty string until the last chunk.',
    by('schema', REASON),
    SHOWS,
    inChunks(change('/choices/*/finish_reason', (old) => old ?? '')),
  ],
  [
    'koboldcpp-finish-reason-string-null',
    ['PowerShell/AIShell#350'],
    'finish_reason is the string "null" until the last chunk.',
    by('schema', REASON),
    SHOWS,
    inChunks(change('/choices/*/finish_reason', (old) => old ?? 'null')),
  ],
  [
    'vllm-finish-reason-key-missing',
    ['vllm-project/vllm#19662', 'danny-avila/LibreChat#5563'],
    'finish_reason is absent until the last chunk.',
    by('schema', REASON),
    SHOWS,
    inChunks(absent),
  ],
  [
    'b-litellm-proxy-finish-key-missing',
    ['BerriAI/liteLLM-proxy#19'],
    'Only the last choice has a finish_reason.',
    by('schema', REASON),
    SHOWS,
    inChunks(absent),
  ],
  [
    'b-bifrost-finish-omitted-id-created-missing',
    ['maximhq/bifrost#7397'],
    'finish_reason is left out until it is set; id and created are left out always.',
    by('schema', 'chunk /id'),
    SHOWS,
    inChunks(absent, drop('/id', '/created')),
  ],
  [
    'tabby-finish-generated',
    ['theroyallab/tabbyAPI#83'],
    'finish_reason is "Generated", a word of the server.',
    by('schema', REASON),
    SHOWS,
    inChunks(when(finishes, put('/choices/*/finish_reason', 'Generated'))),
  ],
  [
    'b-oneapi-finish-reason-nonstandard',
    ['songquanpeng/one-api#373'],
    'Converted channels end with a word that is not documented.',
    by('schema', REASON),
    SHOWS,
    inChunks(when(finishes, put('/choices/*/finish_reason', 'normal'))),
  ],
  [
    'geniex-no-terminal-chunk',
    ['qualcomm/GenieX#1246'],
    'finish_reason is an empty string in every chunk, to the end.',
    by('schema', REASON),
    SHOWS,
    inChunks(put('/choices/*/finish_reason', '')),
  ],
  [
    'b-bifrost-finish-not-forwarded',
    ['maximhq/bifrost#1821'],
    'The finish_reason of the upstream is not passed on.',
    by('finish-once', REASON),
    SHOWS,
    inChunks(put('/choices/*/finish_reason', null)),
  ],
  [
    'b-fms-guardrails-no-finish-chunk',
    ['foundation-model-stack/fms-guardrails-orchestrator#431'],
    'The chunk that finishes the choice is never sent.',
    by('finish-once', REASON),
    SHOWS,
    never,
  ],
  [
    'fms-finish-twice',
    ['foundation-model-stack/fms-guardrails-orchestrator#482', 'QwenLM/qwen-code#2403'],
    'The last two chunks both finish the choice, with nearly the same text.',
    by('finish-once', REASON),
    SHOWS,
    chunks((given) =>
      given.flatMap((chunk) => (finishes(chunk) ? [likeWith(chunk, { content: ' pong' }, 'stop'), chunk] : [chunk])),
    ),
  ],
  [
    'b-alfred-llm-usage-every-chunk-no-finish',
    ['alfredapp/openai-workflow#52'],
    'Chunks have no object, repeat the role, and tell a running usage.',
    by('schema', 'chunk /object'),
    SHOWS,
    chunks((given) =>
      given.map((chunk, n) =>
        all(
          drop('/object'),
          put('/choices/*/delta/role', 'assistant'),
          add({ usage: usage(n), version: '1', search_info: {} } satisfies JsonObject),
        )(chunk),
      ),
    ),
  ],
  [
    'finish-with-words',
    [],
    'The chunk that finishes the choice carries the last words.',
    noted('final-chunk-empty', 'chunk /choices/*/delta/content'),
    SHOWS,
    chunks((given) => {
      const last = given.findLast(speaks);
      return given.flatMap((chunk) => {
        if (chunk === last) return [];
        return finishes(chunk) && last !== undefined ? [put('/choices/*/finish_reason', 'stop')(last)] : [chunk];
      });
    }),
  ],
  [
    'text-after-finish',
    [],
    'The choice goes on speaking after it finished.',
    by('after-finish', 'chunk /choices/*'),
    SHOWS,
    chunks((given) => {
      const at = given.findIndex(speaks);
      return [...given.toSpliced(at, 1), ...given.slice(at, at + 1)];
    }),
  ],
]);

const usage = (n: number): JsonObject => ({ prompt_tokens: 9, completion_tokens: n, total_tokens: 9 + n });
