import { Composer, isAlias, isMap, isPair, isScalar, isSeq, LineCounter, Parser } from 'yaml';
import type { InputError } from '../model/input-error.js';
import type { Json } from '../model/json.js';
import { quote } from '../wire/quote.js';
import { fileFails, type Path, type Source } from './source.js';
import { offsetBelow } from './yaml-depth.js';

// Far above what a spec or suite needs; below what makes readers that call themselves stumble: yaml's composer does,
// and a file of nothing but brackets ends the process from inside it.
const DEEPEST = 64;
const LONGEST = 2_000_000;

type Parsed = { readonly source: Source } | { readonly errors: readonly InputError[] };

/**
 * Parses a YAML file (1.2, one document, plain data: no aliases, no tags, string keys). Never throws.
 * @param file the path as the user knows it
 */
export function parseYaml(text: string, file: string): Parsed {
  if (text.length > LONGEST) return { errors: [fileFails(file, `The file is longer than ${LONGEST} characters.`)] };
  const lines = new LineCounter();
  const failAt = (offset: number, reason: string, suggestion: string | null = null): InputError => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col, reason, suggestion };
  };
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const tooDeep = offsetBelow(tokens, DEEPEST);
  if (tooDeep !== null) return { errors: [failAt(tooDeep, `Nested more than ${DEEPEST} levels deep.`)] };
  const options = { prettyErrors: false, logLevel: 'silent', resolveKnownTags: false } as const;
  const [document, second] = new Composer(options).compose(tokens, true, text.length);
  if (document === undefined) return { errors: [fileFails(file, 'The file is empty.')] };
  if (second !== undefined) return { errors: [failAt(second.range[0], 'A second document begins here.')] };
  const first = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0])[0];
  // One slip makes many errors after it: the first is the one to mend.
  if (first !== undefined) return { errors: [failAt(first.pos[0], firstLine(first.message))] };
  if (document.contents === null) return { errors: [fileFails(file, 'The file is empty.')] };

  const errors: InputError[] = [];
  const value = toJson(document.contents, (node, reason, suggestion) => {
    errors.push(failAt(offsetOf(node) ?? 0, reason, suggestion));
  });
  if (errors.length > 0) return { errors };
  const fail: Source['fail'] = (path, reason, suggestion = null, part = 'value') =>
    failAt(findOffset(document.contents, path, part), reason, suggestion);
  return { source: { file, value, fail } };
}

/** Parses a JSON file. Never throws. */
export function parseJson(text: string, file: string): Parsed {
  // YAML's reader gives the places; it wants no tabs, which in JSON can only stand between tokens.
  const parsed = parseYaml(text.replaceAll('\t', ' '), file);
  if ('errors' in parsed) return parsed;
  try {
    JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? firstLine(error.message) : 'syntax error';
    return {
      errors: [fileFails(file, `The file is YAML but no JSON: ${reason}.`, 'Quote keys and texts; no comments.')],
    };
  }
  return parsed;
}

type Complain = (node: unknown, reason: string, suggestion: string | null) => void;

function toJson(node: unknown, complain: Complain): Json {
  if (isAlias(node)) {
    complain(node, `*${node.source} is an alias, which these files do not use.`, 'Write the value out.');
    return null;
  }
  if (isSeq(node)) return node.items.map((item) => toJson(item, complain));
  if (isMap(node)) {
    // fromEntries defines own properties, so that a key __proto__ is a key like any other.
    return Object.fromEntries(
      node.items.map((pair): [string, Json] => {
        const key = isScalar(pair.key) ? pair.key.value : undefined;
        if (typeof key !== 'string') complain(pair.key ?? node, 'A key must be a text.', 'Put it in quotes.');
        return [String(key), toJson(pair.value, complain)];
      }),
    );
  }
  const value = isScalar(node) ? node.value : null;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const said = isScalar(node) && typeof node.source === 'string' ? quote(node.source) : 'This';
  complain(node, `${said} is no JSON value.`, 'Put it in quotes.');
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
