import type { Check } from '../check.js';

/** The rules of an event stream's framing, from the bytes. */
export const framingChecks: readonly Check[] = [];
