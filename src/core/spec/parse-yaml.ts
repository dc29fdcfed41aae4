import { Composer, isAlias, isMap, isPair, isScalar, isSeq, LineCounter, Parser, type CST } from 'yaml';
import { type InputError, fail, ok, type Result } from '../model/result.js';
import type { Json } from '../model/json.js';
import { quote } from '../wire/quote.js';
import type { Path } from '../wire/pointer.js';
import { fileError, type Source } from './source.js';

/**
 * Deeper than specs and suites need. yaml's composer is recursive: a file of a hundred thousand brackets would end the
 * process.
 */
const MAX_DEPTH = 64;

/** Longest file, in characters. */
const MAX_LENGTH = 2_000_000;

/**
 * Parses a YAML file (1.2, one document, plain data: no aliases, no tags, string keys). Never throws.
 * @param file the path as the user knows it
 */
export function parseYaml(text: string, file: string): Result<Source> {
  if (text.length > MAX_LENGTH) return fail([fileError(file, `The file is longer than ${MAX_LENGTH} characters.`)]);
  const lines = new LineCounter();
  const errorAt = (offset: number, reason: string, suggestion: string | null = null): InputError => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col, reason, suggestion };
  };
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const tooDeep = offsetBelow(tokens, MAX_DEPTH);
  if (tooDeep !== null) return fail([errorAt(tooDeep, `Nested more than ${MAX_DEPTH} levels deep.`)]);
  const options = { prettyErrors: false, logLevel: 'silent', resolveKnownTags: false } as const;
  const [document, second] = new Composer(options).compose(tokens, true, text.length);
  if (document === undefined) return fail([fileError(file, 'The file is empty.')]);
  if (second !== undefined) return fail([errorAt(second.range[0], 'A second document begins here.')]);
  // The first syntax error causes most of the others.
  const first = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0])[0];
  if (first !== undefined) return fail([errorAt(first.pos[0], firstLine(first.message))]);
  if (document.contents === null) return fail([fileError(file, 'The file is empty.')]);

  const errors: InputError[] = [];
  const value = toJson(document.contents, (node, reason, suggestion) => {
    errors.push(errorAt(offsetOf(node) ?? 0, reason, suggestion));
  });
  if (errors.length > 0) return fail(errors);
  return ok({
    file,
    value,
    fail: (path, reason, suggestion = null, part = 'value') =>
      errorAt(findOffset(document.contents, path, part), reason, suggestion),
  });
}

/** Parses a JSON file. Never throws. */
export function parseJson(text: string, file: string): Result<Source> {
  // The YAML parser provides positions. It does not accept tabs, which occur in JSON only between tokens.
  const parsed = parseYaml(text.replaceAll('\t', ' '), file);
  if (!parsed.ok) return parsed;
  try {
    JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? firstLine(error.message) : 'syntax error';
    const suggestion = 'Quote keys and texts; no comments.';
    return fail([fileError(file, `The file is YAML but no JSON: ${reason}.`, suggestion)]);
  }
  return parsed;
}

type Report = (node: unknown, reason: string, suggestion: string | null) => void;

function toJson(node: unknown, report: Report): Json {
  if (isAlias(node)) {
    report(node, `*${node.source} is an alias, which these files do not use.`, 'Write the value out.');
    return null;
  }
  if (isSeq(node)) return node.items.map((item) => toJson(item, report));
  if (isMap(node)) {
    // fromEntries defines own properties, so that a key __proto__ is a key like any other.
    return Object.fromEntries(
      node.items.map((pair): [string, Json] => {
        const key = isScalar(pair.key) ? pair.key.value : undefined;
        if (typeof key !== 'string') report(pair.key ?? node, 'A key must be a text.', 'Put it in quotes.');
        return [String(key), toJson(pair.value, report)];
      }),
    );
  }
  const value = isScalar(node) ? node.value : null;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const written = isScalar(node) && typeof node.source === 'string' ? quote(node.source) : 'This';
  report(node, `${written} is no JSON value.`, 'Put it in quotes.');
  return null;
}

function findOffset(root: unknown, path: Path, part: 'key' | 'value'): number {
  let node = root;
  let offset = offsetOf(root) ?? 0;
  for (const [depth, token] of path.entries()) {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === String(token));
      if (!isPair(pair)) return offset;
      next = pair.value;
      const atKey = part === 'key' && depth === path.length - 1;
      offset = (atKey ? offsetOf(pair.key) : (offsetOf(pair.value) ?? offsetOf(pair.key))) ?? offset;
    } else if (isSeq(node)) {
      next = node.items[Number(token)];
      offset = offsetOf(next) ?? offset;
    }
    if (next === undefined || next === null) return offset;
    node = next;
  }
  return offset;
}

function offsetOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}

/** The offset of the first token below a depth; null without one. Not recursive, unlike the composer that it protects. */
function offsetBelow(tokens: readonly CST.Token[], maxDepth: number): number | null {
  let level: readonly CST.Token[] = tokens;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) {
      const [first] = level;
      return first !== undefined && 'offset' in first ? first.offset : 0;
    }
    const next: CST.Token[] = [];
    for (const token of level) addCollections(token, next);
    level = next;
  }
  return null;
}

/** Adds the collections directly inside a token. */
function addCollections(token: CST.Token, into: CST.Token[]): void {
  if (token.type === 'document') {
    if (token.value !== undefined) into.push(token.value);
  } else if ('items' in token) {
    for (const { key, value } of token.items) {
      if (key !== undefined && key !== null && 'items' in key) into.push(key);
      if (value !== undefined && 'items' in value) into.push(value);
    }
  }
}
