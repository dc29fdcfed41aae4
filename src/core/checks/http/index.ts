import type { Check } from '../check.js';

/** The rules of the HTTP message. */
export const httpChecks: readonly Check[] = [];
