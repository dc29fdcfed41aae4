import type { Check } from '../check.js';

/** Whether a request was accepted or refused as documented. These run for every spec. */
export const outcomeChecks: readonly Check[] = [];
