/** Checks that run for every spec, whatever its claims name; the rest run only where a claim names them. */
export const ALWAYS: ReadonlySet<string> = new Set(['acceptance', 'refusal', 'schema', 'undocumented-field']);

/** What such a check holds a provider to. */
export const ALWAYS_HOLDS = 'It runs for every spec, and cites the claim of what it finds broken.';
