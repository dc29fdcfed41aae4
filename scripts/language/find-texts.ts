import { parseSync } from 'oxc-parser';
import { isScalar, LineCounter, parseDocument, visit } from 'yaml';

/** A piece of a file that a person wrote. */
export interface Text {
  readonly kind: 'name' | 'prose';
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** Finds names and prose in a file, by the ending of its name. */
export function findTexts(file: string, source: string): Text[] {
  if (/\.[jt]sx?$/u.test(file)) return inProgram(file, source);
  if (/\.ya?ml$/u.test(file)) return [...inComments(source), ...inYaml(source)];
  if (file.endsWith('.json')) return inYaml(source);
  if (file.endsWith('.md')) return inMarkdown(source);
  return inComments(source);
}

/** Names and prose of a program: identifiers, comments, strings, text of elements. */
function inProgram(file: string, source: string): Text[] {
  const { program, comments, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const lineOf = lineFinder(source);
  const found: Text[] = comments.flatMap(({ value, start }) =>
    prose(value.replaceAll(/^\s*\* ?/gmu, ''), lineOf(start)),
  );
  const recorded = new Set<number>();
  walk(program, (node) => {
    const { type, start } = node;
    const member = memberOf(node);
    if (member !== null && RECORDED.has(String(member['name']))) recorded.add(member.start);
    if (recorded.has(start)) return;
    if (type === 'Identifier' || type === 'JSXIdentifier') {
      found.push({ kind: 'name', text: words(String(node['name'])), line: lineOf(start) });
    } else if (type === 'Literal' && typeof node['value'] === 'string') {
      // An id, a path or a word of a protocol is no sentence.
      if (node['value'].includes(' ')) found.push(...prose(node['value'], lineOf(start)));
    } else if (type === 'TemplateElement' || type === 'JSXText') {
      const raw = type === 'JSXText' ? node['raw'] : (node['value'] as { raw: string }).raw;
      found.push(...prose(String(raw), lineOf(start)));
    }
  });
  return found;
}

/** Fields of `results.ndjson`. Their names are a contract; a variable does not get such a name. */
const RECORDED: ReadonlySet<string> = new Set(['beside']);

/** The name of a field where the program declares, writes or reads it; null for any other node. */
function memberOf({ type, ...node }: Node): Node | null {
  if (type === 'MemberExpression') return node['computed'] === true ? null : (node['property'] as Node);
  const declares = type === 'TSPropertySignature' || (type === 'Property' && node['shorthand'] !== true);
  return declares ? (node['key'] as Node) : null;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

function walk(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const each of value) walk(each, see);
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value && 'start' in value) see(value as Node);
    for (const each of Object.values(value)) walk(each, see);
  }
}

/** `isTold` as `is told`. */
const words = (name: string): string =>
  name
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/gu, ' ')
    .replaceAll('_', ' ')
    .trim()
    .toLowerCase();

/** Members of our YAML and JSON files that hold sentences; quotations of documents are in others. */
const SENTENCES = new Set(
  'title asks says uncheckable what resolution reason note levelReason published practised description name'.split(' '),
);

function inYaml(source: string): Text[] {
  const lines = new LineCounter();
  const found: Text[] = [];
  visit(parseDocument(source, { lineCounter: lines, logLevel: 'silent' }), {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !SENTENCES.has(String(key.value)) || !isScalar(value)) return;
      if (typeof value.value === 'string') found.push(...prose(value.value, lines.linePos(value.range?.[0] ?? 0).line));
    },
  });
  return found;
}

const inComments = (source: string): Text[] =>
  source.split('\n').flatMap((line, index) => {
    const comment = /(?:^|\s)#(?!!)\s?(?<text>.*)$/u.exec(line)?.groups?.['text'];
    return comment === undefined ? [] : prose(comment, index + 1);
  });

/** Prose of a document: no code, no quotations. */
function inMarkdown(source: string): Text[] {
  let fenced = false;
  return source.split('\n').flatMap((line, index) => {
    if (line.trimStart().startsWith('```')) fenced = !fenced;
    return fenced || line.startsWith('>') ? [] : prose(line, index + 1);
  });
}

/** The lines of a text without code between backticks, quotations and addresses. */
function prose(text: string, line: number): Text[] {
  return text.split('\n').map((each, index) => ({
    kind: 'prose' as const,
    text: each.replaceAll(/`[^`]*`|“[^”]*”|"[^"]*"|https?:\S+/gu, '`').trim(),
    line: line + index,
  }));
}

function lineFinder(source: string): (offset: number) => number {
  const starts = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
