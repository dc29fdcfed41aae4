import type { Check } from '../check.js';
import { acceptance } from './acceptance.js';
import { refusal } from './refusal.js';

/** Whether a request was accepted or refused as documented. These run for every spec. */
export const outcomeChecks: readonly Check[] = [acceptance, refusal];
