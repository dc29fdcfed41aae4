import type { RE2JS } from 're2js';

/** The part of re2js that matches patterns: a port of RE2, which takes time in proportion to the text. */
export type PatternEngine = Pick<typeof RE2JS, 'compile' | 'translateRegExp'>;

/** A pattern of JSON Schema in the form that ajv expects. */
export interface Pattern {
  test(text: string): boolean;
  /** ajv recognises equal patterns by this text. */
  toString(): string;
}

/** Longest text, in UTF-16 code units, that is matched. RE2 takes the product of the sizes of pattern and text. */
const MAX_TEXT = 20_000;

/** Compiled patterns that are kept. */
const MAX_KEPT = 100;

/** White space as ECMAScript defines it, and the rest, as ranges of a class. RE2 knows six of these characters. */
const SPACE = String.raw`\t-\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}`;
const NON_SPACE = String.raw`\x{0}-\x{8}\x{E}-\x{1F}!-\x{9F}\x{A1}-\x{167F}\x{1681}-\x{1FFF}\x{200B}-\x{2027}\x{202A}-\x{202E}\x{2030}-\x{205E}\x{2060}-\x{2FFF}\x{3001}-\x{FEFE}\x{FF00}-\x{10FFFF}`;

let loadEngine: () => PatternEngine | null = () => null;
const kept = new Map<string, RE2JS | null>();

/**
 * Sets how the engine is loaded. Core loads no module on demand, and loading re2js takes about 15 ms, so `io` provides
 * the loader. It is called when the first text is matched. Without an engine every text fits every pattern.
 */
export function setPatternEngine(load: () => PatternEngine | null): void {
  loadEngine = load;
  kept.clear();
}

/**
 * Compiles a pattern of a schema for texts that are not trusted. The pattern is not trusted either: no pattern and text
 * take more than linear time. A text fits when the engine cannot decide: it is too long, or the pattern needs
 * backtracking (`isSupported`).
 * @throws SyntaxError for a pattern that ECMAScript does not accept
 */
export function compilePattern(pattern: string, flags = 'u'): Pattern {
  const native = new RegExp(pattern, flags);
  return {
    test: (text) => text.length > MAX_TEXT || (compiled(pattern)?.test(text) ?? true),
    toString: () => String(native),
  };
}

/** Whether the engine can run a pattern. It cannot run lookaround, backreferences and counts above 1000. */
export function isSupported(pattern: string): boolean {
  return loadEngine() === null || compiled(pattern) !== null;
}

function compiled(pattern: string): RE2JS | null {
  const before = kept.get(pattern);
  if (before !== undefined) return before;
  const engine = loadEngine();
  const made = engine === null ? null : compile(pattern, engine);
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(pattern, made);
  return made;
}

function compile(pattern: string, engine: PatternEngine): RE2JS | null {
  // RE2 would read `\k` as a letter, and half a surrogate pair as a character.
  if (/(?<!\\)(?:\\\\)*\\(?:[1-9k]|u[dD][89a-fA-F])/u.test(pattern)) return null;
  try {
    return engine.compile(engine.translateRegExp(toRe2(pattern)));
  } catch {
    return null;
  }
}

/** Rewrites what RE2 accepts with another meaning than ECMAScript: `.`, `\s`, `\S`, and `[` and `\b` in a class. */
function toRe2(pattern: string): string {
  let inClass = false;
  return pattern.replaceAll(/\\.|[[\].]/gsu, (token) => {
    if (inClass) {
      if (token === ']') inClass = false;
      return IN_CLASS.get(token) ?? token;
    }
    if (token === '[') inClass = true;
    return OUTSIDE.get(token) ?? token;
  });
}

const IN_CLASS: ReadonlyMap<string, string> = new Map([
  ['[', String.raw`\[`],
  [String.raw`\b`, String.raw`\x{8}`],
  [String.raw`\s`, SPACE],
  [String.raw`\S`, NON_SPACE],
]);

const OUTSIDE: ReadonlyMap<string, string> = new Map([
  ['.', String.raw`[^\n\r\x{2028}\x{2029}]`],
  [String.raw`\s`, `[${SPACE}]`],
  [String.raw`\S`, `[^${SPACE}]`],
]);
