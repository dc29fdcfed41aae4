import type { Check } from '../check.js';

/** What the schemas of a spec say of a body or a chunk. */
export const schemaChecks: readonly Check[] = [];
