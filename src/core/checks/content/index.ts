import type { Check } from '../../dialect/check.js';
import { answerNotEmpty } from './answer-not-empty.js';
import { answerRepeated } from './answer-repeated.js';
import { decodedOnce } from './decoded-once.js';
import { finishLength } from './finish-length.js';
import { idUnique } from './id-unique.js';
import { maxTokens } from './max-tokens.js';
import { modelDefault } from './model-default.js';
import { modelEcho } from './model-echo.js';
import { modelsListed } from './models-listed.js';
import { recovers } from './recovers.js';
import { specialTokens } from './special-tokens.js';
import { stop } from './stop.js';
import { streamedAlike } from './streamed-alike.js';
import { usagePlausible } from './usage-plausible.js';
import { usagePresent } from './usage-present.js';
import { usageSum } from './usage-sum.js';
import { whiteSpace } from './white-space.js';

/** The rules of what an answer says. */
export const contentChecks: readonly Check[] = [
  idUnique,
  answerNotEmpty,
  answerRepeated,
  stop,
  maxTokens,
  finishLength,
  usagePresent,
  usageSum,
  usagePlausible,
  modelDefault,
  modelEcho,
  modelsListed,
  specialTokens,
  whiteSpace,
  decodedOnce,
  streamedAlike,
  recovers,
];
