import type { JsonObject } from '../../../../core/model/json.js';
import { chunks, finishes, inChunks, withDelta, hasText } from '../kit/chunks.js';
import { add, all, change, drop, put, when } from '../../../edit.js';
import { reportedBy, faultsOf, notedBy } from '../kit/fault.js';

const SHOWS = ['streaming/minimal'];
const REASON = 'chunk /choices/*/finish_reason';
const absent = change('/choices/*/finish_reason', (old) => old ?? undefined);
const never = chunks((given) => given.filter((chunk) => !finishes(chunk)));

/** finish_reason in chunks: missing, repeated, undocumented. */
export const finishing = faultsOf('chunk', [
  {
    id: 'ollama-finish-reason-empty',
    seen: [
      'ollama/ollama#4357',
      'sgl-project/sglang#3912',
      'looplj/axonhub#2073',
      'openai/openai-dotnet#389',
      'aaif-goose/goose#10258',
    ],
    title: 'finish_reason is an empty string until the last chunk.',
    expect: reportedBy('schema', REASON),
    shownBy: SHOWS,
    hooks: inChunks(change('/choices/*/finish_reason', (old) => old ?? '')),
  },
  {
    id: 'koboldcpp-finish-reason-string-null',
    seen: ['PowerShell/AIShell#350'],
    title: 'finish_reason is the string "null" until the last chunk.',
    expect: reportedBy('schema', REASON),
    shownBy: SHOWS,
    hooks: inChunks(change('/choices/*/finish_reason', (old) => old ?? 'null')),
  },
  {
    id: 'vllm-finish-reason-key-missing',
    seen: ['vllm-project/vllm#19662', 'danny-avila/LibreChat#5563'],
    title: 'finish_reason is absent until the last chunk.',
    expect: reportedBy('schema', REASON),
    shownBy: SHOWS,
    hooks: inChunks(absent),
  },
  {
    id: 'b-litellm-proxy-finish-key-missing',
    seen: ['BerriAI/liteLLM-proxy#19'],
    title: 'Only the last choice has a finish_reason.',
    expect: reportedBy('schema', REASON),
    shownBy: SHOWS,
    hooks: inChunks(absent),
  },
  {
    id: 'b-bifrost-finish-omitted-id-created-missing',
    seen: ['maximhq/bifrost#7397'],
    title: 'finish_reason is absent until the last chunk; id and created are always absent.',
    expect: reportedBy('schema', 'chunk /id'),
    shownBy: SHOWS,
    hooks: inChunks(absent, drop('/id', '/created')),
  },
  {
    id: 'tabby-finish-generated',
    seen: ['theroyallab/tabbyAPI#83'],
    title: 'finish_reason is "Generated", a value of the server\'s own.',
    expect: reportedBy('schema', REASON),
    shownBy: SHOWS,
    hooks: inChunks(when(finishes, put('/choices/*/finish_reason', 'Generated'))),
  },
  {
    id: 'b-oneapi-finish-reason-nonstandard',
    seen: ['songquanpeng/one-api#373'],
    title: 'finish_reason is an undocumented value on converted channels.',
    expect: reportedBy('schema', REASON),
    shownBy: SHOWS,
    hooks: inChunks(when(finishes, put('/choices/*/finish_reason', 'normal'))),
  },
  {
    id: 'geniex-no-terminal-chunk',
    seen: ['qualcomm/GenieX#1246'],
    title: 'finish_reason is an empty string in every chunk, including the last.',
    expect: reportedBy('schema', REASON),
    shownBy: SHOWS,
    hooks: inChunks(put('/choices/*/finish_reason', '')),
  },
  {
    id: 'b-bifrost-finish-not-forwarded',
    seen: ['maximhq/bifrost#1821'],
    title: 'The finish_reason of the upstream is not forwarded.',
    expect: reportedBy('finish-once', REASON),
    shownBy: SHOWS,
    hooks: inChunks(put('/choices/*/finish_reason', null)),
  },
  {
    id: 'b-fms-guardrails-no-finish-chunk',
    seen: ['foundation-model-stack/fms-guardrails-orchestrator#431'],
    title: 'The chunk that finishes the choice is never sent.',
    expect: reportedBy('finish-once', REASON),
    shownBy: SHOWS,
    hooks: never,
  },
  {
    id: 'fms-finish-twice',
    seen: ['foundation-model-stack/fms-guardrails-orchestrator#482', 'QwenLM/qwen-code#2403'],
    title: 'The last two chunks both finish the choice, with nearly the same text.',
    expect: reportedBy('finish-once', REASON),
    shownBy: SHOWS,
    hooks: chunks((given) =>
      given.flatMap((chunk) => (finishes(chunk) ? [withDelta(chunk, { content: ' pong' }, 'stop'), chunk] : [chunk])),
    ),
  },
  {
    id: 'b-alfred-llm-usage-every-chunk-no-finish',
    seen: ['alfredapp/openai-workflow#52'],
    title: 'Chunks have no object, repeat the role and carry a running usage.',
    expect: reportedBy('schema', 'chunk /object'),
    shownBy: SHOWS,
    hooks: chunks((given) =>
      given.map((chunk, n) =>
        all(
          drop('/object'),
          put('/choices/*/delta/role', 'assistant'),
          add({ usage: usage(n), version: '1', search_info: {} } satisfies JsonObject),
        )(chunk),
      ),
    ),
  },
  {
    id: 'finish-with-words',
    seen: [],
    title: 'The chunk with the finish_reason also carries the last text.',
    expect: notedBy('final-chunk-empty', 'chunk /choices/*/delta/content'),
    shownBy: SHOWS,
    hooks: chunks((given) => {
      const last = given.findLast(hasText);
      return given.flatMap((chunk) => {
        if (chunk === last) return [];
        return finishes(chunk) && last !== undefined ? [put('/choices/*/finish_reason', 'stop')(last)] : [chunk];
      });
    }),
  },
  {
    id: 'text-after-finish',
    seen: [],
    title: 'The choice sends text after its finish_reason.',
    expect: reportedBy('after-finish', 'chunk /choices/*'),
    shownBy: SHOWS,
    hooks: chunks((given) => {
      const at = given.findIndex(hasText);
      return at === -1 ? given : [...given.toSpliced(at, 1), ...given.slice(at, at + 1)];
    }),
  },
]);

const usage = (n: number): JsonObject => ({ prompt_tokens: 9, completion_tokens: n, total_tokens: 9 + n });
