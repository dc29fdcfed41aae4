/** Words that recorders of traffic and documents write in place of a credential. */
const PLACEHOLDER_WORDS = wordSet(
  'filtered redacted masked hidden removed sanitized sanitised scrubbed stripped omitted censored obfuscated anonymized',
  'anonymised deleted replaced placeholder dummy fake mock mocked example sample changeme insert your undisclosed',
);

/** Words that adjoin them. */
const ADJOINING_WORDS = wordSet(
  'api apikey key keys token tokens secret secrets bearer basic authorization auth header headers cookie cookies session',
  'value credential credentials password user username account organization org project access id sk by vcr for privacy',
  'security reasons here the a my test data info string openai anthropic azure google gemini groq mistral cohere openrouter',
);

/** Marks of a variable that a template leaves open. */
const VARIABLE = /^(?:<[^<>]*>|\{\{[^{}]*\}\}|\$\{[^{}]*\}|%[A-Z_]+%)$/u;

function wordSet(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}

/**
 * Whether a text replaces a credential instead of being one: `FILTERED`, `[REDACTED]`, `Bearer <API_KEY>`, `sk-xxxxxxxx`. Every
 * word of it is known, and at least one is a placeholder, one character repeated, or in the marks of a variable.
 */
export function isPlaceholder(text: string): boolean {
  const bare = text.replace(/^(?:bearer|basic|token)\s+/iu, '').trim();
  const words = bare.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return /^(.)\1*$/u.test(bare.replaceAll(/[[\]<>]/gu, ''));
  const isKnown = (word: string): boolean => isMark(word) || ADJOINING_WORDS.has(word);
  return words.every(isKnown) && (VARIABLE.test(bare) || words.some(isMark));
}

/** Whether a word alone shows that a text is a placeholder. */
function isMark(word: string): boolean {
  return PLACEHOLDER_WORDS.has(word) || /^(.)\1{3,}$/u.test(word);
}
