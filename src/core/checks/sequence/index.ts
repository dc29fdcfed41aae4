import type { Check } from '../check.js';

/** The rules of chunks in their sequence. */
export const sequenceChecks: readonly Check[] = [];
