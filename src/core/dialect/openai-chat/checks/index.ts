import type { Check } from '../../check.js';
import { afterFinish } from './stream/after-finish.js';
import { choiceIndex } from './stream/choice-index.js';
import { choicesComplete } from './stream/choices-complete.js';
import { chunkConstant } from './stream/chunk-constant.js';
import { chunkRole } from './stream/chunk-role.js';
import { emptyChoices } from './stream/empty-choices.js';
import { finalChunkEmpty } from './stream/final-chunk-empty.js';
import { finishOnce } from './stream/finish-once.js';
import { splitCharacter } from './stream/split-character.js';
import { sseEventNames } from './stream/sse-event-names.js';
import { usageChunk } from './stream/usage-chunk.js';
import { usageUnasked } from './stream/usage-unasked.js';
import { legacyFunctionCall } from './tools/legacy-function-call.js';
import { toolCallArguments } from './tools/tool-call-arguments.js';
import { toolCallId } from './tools/tool-call-id.js';
import { toolCallIndex } from './tools/tool-call-index.js';
import { toolCallOpening } from './tools/tool-call-opening.js';
import { toolCallsEmpty } from './tools/tool-calls-empty.js';
import { toolCallsTogether } from './tools/tool-calls-together.js';
import { createdSeconds } from './content/created-seconds.js';
import { logprobs } from './content/logprobs.js';
import { reasoningOff } from './content/reasoning-off.js';
import { responseFormat } from './content/response-format.js';
import { serviceTier } from './content/service-tier.js';
import { topLogprobs } from './content/top-logprobs.js';

/** The rules of chunks in their sequence. */
export const streamChecks: readonly Check[] = [
  sseEventNames,
  chunkConstant,
  choiceIndex,
  chunkRole,
  finishOnce,
  afterFinish,
  finalChunkEmpty,
  choicesComplete,
  usageChunk,
  usageUnasked,
  emptyChoices,
  splitCharacter,
];

/** The rules of tool calls that only chat completions have. */
export const toolChecks: readonly Check[] = [
  toolCallOpening,
  toolCallIndex,
  toolCallId,
  toolCallArguments,
  toolCallsEmpty,
  toolCallsTogether,
  legacyFunctionCall,
];

/** The rules of response members that only chat completions have. */
export const memberChecks: readonly Check[] = [
  createdSeconds,
  responseFormat,
  logprobs,
  topLogprobs,
  reasoningOff,
  serviceTier,
];

/** The checks that only chat completions have. */
export const openaiChatChecks: readonly Check[] = [...streamChecks, ...toolChecks, ...memberChecks];
