import type { Check } from '../check.js';

/** The rules of a body's form: media type, one JSON document, stream or body. */
export const formChecks: readonly Check[] = [];
