/** The longest time of a timer in milliseconds, about 24 days: a timer counts in 31 bits, and Node makes longer times 1 ms. */
export const LONGEST_TIMER = 2_147_483_000;

/**
 * Choices and tool calls of one answer that are read, and items of an array whose schema errors are explained: several
 * times what any document allows (128), and few enough that a huge answer is judged in well under a second.
 */
export const MOST_ENTRIES = 1000;

/** Mismatches of one check in one answer; further ones repeat what those show. */
export const MOST_MISMATCHES = 1000;

/**
 * Tokens of an output that are not text: the end of a turn, what a template adds. Tokenizers need at most one token a
 * byte, so an output with this many bytes fewer than its limit has tokens did not reach it.
 */
export const SPARE_TOKENS = 8;

/** A token limit below any context window: only the limit can have cut the output, or left a model no room to think. */
export const SMALL_LIMIT = 256;

/** Fewer tokens than any context window holds. A full window is the other reason to finish with `length`. */
export const SMALL_CONTEXT = 1024;

/** Words of an output, for each token of its limit, that no tokenizer packs into fewer tokens. */
export const WORDS_PER_TOKEN = 2;

/** Words beyond that: of an output so short that its few tokens may be long ones. */
export const SPARE_WORDS = 2;

/** Characters of the shortest text whose doubling is not a coincidence. */
export const SHORTEST_REPEATED = 10;

/** Characters of the last piece of a stream that do not repeat all pieces before it by chance. */
export const SHORTEST_AGAIN = 4;

/** Characters of the shortest beginning of an answer, given in the request, that an answer does not repeat by chance. */
export const SHORTEST_PREFILL = 6;

/** Words of a requested text that do not run together by chance. */
export const FEWEST_LOST_SPACES = 3;

/** Characters of the prompt that come back misread: one alone may be a text about misreading. */
export const FEWEST_MISREAD = 2;

/** Pieces of a text in a row, each longer than the one before and beginning with it, that are not a coincidence. */
export const FEWEST_GROWING = 5;

/** Different tokens that do not have the same alternatives with the same probabilities. */
export const FEWEST_ALTERNATIVES = 3;

/** A log probability above 0 that rounding explains. */
export const LOGPROB_ROUNDING = 0.001;

/** Seconds between the clocks of two machines behind one address. */
export const CLOCK_DRIFT = 900;

/** This many consecutive cases, each without an answer or with one only after a retry, may be an outage. */
export const FEWEST_IN_OUTAGE = 5;

/** Milliseconds that a stream may stay open after its last event. Clients wait for its end. */
export const LONGEST_OPEN = 5_000;

/** Milliseconds between two reads at the same moment. */
export const SAME_MOMENT = 20;

/** The least difference of two waits in milliseconds, if they began at different times. */
export const OTHER_WAIT = 100;

/** Pieces that no engine makes within a few milliseconds: fewer may be one batch. */
export const FEWEST_PIECES = 32;

/** Characters that some engines send at once without having held anything back. */
export const LARGEST_PIECE = 64;

/** Milliseconds without data in which an answer can have been made and held back. */
export const SHORTEST_WAIT = 1_000;

/** What came so many milliseconds before a burst is part of it. */
export const BURST = 20;

/** Milliseconds a piece: 20,000 tokens a second, ten times what the fastest known engines make. */
export const FASTEST_PIECE = 0.05;

/** The difference in prompt tokens that two identical requests may have: some endpoints add the date or the time to a prompt. */
export const PROMPT_DRIFT = 3;

/**
 * So many cases must show a fault before chance cannot explain that an upstream does not show it in as many cases: a fault
 * that strikes three of them by chance would be seen there in 19 of 20 runs.
 */
export const FEWEST_SHOWN = 3;

/** Tokens for each word that a prompt has in addition: one for most words, with a margin for words that are joined. */
export const TOKENS_PER_WORD = 0.8;

/** Words whose tokens cannot be mistaken for the drift of equal prompts. */
export const FEWEST_COUNTED_WORDS = 12;

/** Tokens that a chat template may add to a message. */
export const TEMPLATE_TOKENS = 24;

/** Tokens beyond the bytes of a request that no chat template adds to a prompt without tools. */
export const HIDDEN_PROMPT = 1_000;

/** The same for a prompt with tools: instructions for calls have up to 800 tokens if they are documented. */
export const HIDDEN_TOOL_PROMPT = 1_400;

/** Token limits that servers choose as a default, and that an answer does not have by chance. */
export const ROUND_LIMITS: ReadonlySet<number> = new Set([32, 64, 128, 256, 512, 1024, 2048, 4096]);

/** Tokens of the smallest limit that servers choose as a multiple of itself: 50, 100, 150 … */
export const ROUND_STEP = 50;

/** A text that counts up and ends at a multiple of this number was not cut: a model ends by itself at a round number. */
export const ROUND_ENDING = 5;

/** Words at the end of a text that only a limit cuts off: fewer may be the last piece of a stream, which was lost. */
export const FEWEST_CUT_WORDS = 2;

/** Characters of the beginning of a requested text, without which an answer is another text and not a cut one. */
export const SHORTEST_BEGINNING = 20;

/** Words of a requested text that only a limit, or a model that gives up, cuts short. */
export const FEWEST_LONG_WORDS = 33;

/** Words of a dictated text in their order, after which a model does not end by itself just before the last one. */
export const FEWEST_WORDS_BEFORE = 3;

/** Escaped characters of a text that are not the model's own choice. */
export const FEWEST_ESCAPES = 2;

/** Different texts that are altered in the same way, which no model does by chance. */
export const FEWEST_ALTERED = 2;

/** The same for an alteration that a model may have as a habit. */
export const FEWEST_ALTERED_NATURALLY = 3;

/** Characters of what several texts end before: a name as a default stop sequence is longer than any of them has in common. */
export const LONGEST_END = 20;

/** A cut output may be shorter than its limit by this share, or by one token: those of an incomplete character. */
export const HELD_BACK = 0.03;

/** How much larger one of two counts of the same prompt is, at least, if they are not estimates of each other. */
export const COUNT_MARGIN = 1.5;

/** The difference in tokens that two such counts may have, however small they are. */
export const COUNT_SPARE = 16;

/**
 * One wrong value in a field by so many rules is one fault: the field always has it. By two rules it may be two faults, such
 * as a reason that is wrong for tool calls, and another one that is wrong for answers that a limit cut.
 */
export const FEWEST_RULES = 3;

/**
 * So many parameters without an effect are one fault: what passes requests on drops what it does not know. Fewer may have
 * a cause each.
 */
export const FEWEST_IGNORED = 4;

/** So many members that are missing in different objects are one fault of what writes the JSON. Fewer may have a cause each. */
export const FEWEST_MISSING = 4;

/** From so many members on that one object lacks, or has as null, it lacks not a field but its form: one cause. */
export const FEWEST_ABSENT = 2;

/** From so many members on that a document lacks in several of its objects, it was written to another form. */
export const FEWEST_SCATTERED = 3;

/** So many kinds of errors in one event of a stream have one cause. Fewer may have a cause each. */
export const FEWEST_IN_EVENT = 3;

/** The share of the streams of a group that must show it in one event alone: a case with two streams counts an event of each. */
export const MOSTLY_ONE_EVENT = 0.9;

/** So many errors other than a 5xx without an explanation show that it strikes by chance; fewer have one that is not seen. */
export const FEWEST_UNEXPLAINED = 3;

/**
 * Requests that fail at every attempt are put down to chance, and no parameter is blamed, if other requests fail now and
 * then in the same words and the probability of it is above this.
 */
export const MOST_CHANCE = 0.01;
