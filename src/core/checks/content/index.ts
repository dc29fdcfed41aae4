import type { Check } from '../check.js';
import { answerNotEmpty } from './answer-not-empty.js';
import { answerRepeated } from './answer-repeated.js';
import { createdSeconds } from '../../dialect/openai-chat/checks/content/created-seconds.js';
import { decodedOnce } from './decoded-once.js';
import { finishLength } from './finish-length.js';
import { idUnique } from './id-unique.js';
import { logprobs } from '../../dialect/openai-chat/checks/content/logprobs.js';
import { maxTokens } from './max-tokens.js';
import { modelDefault } from './model-default.js';
import { modelEcho } from './model-echo.js';
import { modelsListed } from './models-listed.js';
import { reasoningOff } from '../../dialect/openai-chat/checks/content/reasoning-off.js';
import { recovers } from './recovers.js';
import { responseFormat } from '../../dialect/openai-chat/checks/content/response-format.js';
import { serviceTier } from '../../dialect/openai-chat/checks/content/service-tier.js';
import { specialTokens } from './special-tokens.js';
import { stop } from './stop.js';
import { streamedAlike } from './streamed-alike.js';
import { topLogprobs } from '../../dialect/openai-chat/checks/content/top-logprobs.js';
import { usagePlausible } from './usage-plausible.js';
import { usagePresent } from './usage-present.js';
import { usageSum } from './usage-sum.js';
import { whiteSpace } from './white-space.js';

/** The rules of what an answer says. */
export const meaningChecks: readonly Check[] = [
  createdSeconds,
  idUnique,
  answerNotEmpty,
  answerRepeated,
  stop,
  maxTokens,
  finishLength,
  responseFormat,
  logprobs,
  topLogprobs,
  usagePresent,
  usageSum,
  usagePlausible,
  reasoningOff,
  modelDefault,
  modelEcho,
  modelsListed,
  serviceTier,
  specialTokens,
  whiteSpace,
  decodedOnce,
  streamedAlike,
  recovers,
];
