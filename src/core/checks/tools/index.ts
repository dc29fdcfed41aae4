import type { Check } from '../check.js';

/** The rules of tool calls. */
export const toolChecks: readonly Check[] = [];
