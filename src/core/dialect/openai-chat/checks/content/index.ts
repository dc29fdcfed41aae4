import type { Check } from '../../../check.js';
import { createdSeconds } from './created-seconds.js';
import { logprobs } from './logprobs.js';
import { reasoningOff } from './reasoning-off.js';
import { responseFormat } from './response-format.js';
import { serviceTier } from './service-tier.js';
import { topLogprobs } from './top-logprobs.js';

/** The rules of response members that only chat completions have. */
export const memberChecks: readonly Check[] = [
  createdSeconds,
  responseFormat,
  logprobs,
  topLogprobs,
  reasoningOff,
  serviceTier,
];
