import type { Check } from '../check.js';

/** The rules of what an answer says. */
export const meaningChecks: readonly Check[] = [];
