import type { Check } from '../check.js';

/** The rules of an error that is answered. */
export const errorChecks: readonly Check[] = [];
