/**
 * Tokens of an output that are not text: the end of a turn, what a template adds. Tokenizers need at most one token a
 * byte, so an output with this many bytes fewer than its limit has tokens did not reach it.
 */
export const SPARE_TOKENS = 8;

/** A token limit below any context window: only the limit can have cut the output, or left a model no room to think. */
export const SMALL_LIMIT = 256;

/** Fewer tokens than any context window holds. A full window is the other reason to finish with `length`. */
export const SMALL_CONTEXT = 1024;

/** Prompt tokens by which two identical requests may differ: some endpoints add the date or the time to a prompt. */
export const PROMPT_DRIFT = 3;
