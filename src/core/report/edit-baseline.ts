import type { BaselineEntry } from '../model/baseline.js';
import { type NewEntry, writeEntry } from './write-entry.js';

/** What becomes of a baseline. */
export interface Edit {
  readonly add: readonly NewEntry[];
  readonly remove: readonly BaselineEntry[];
}

/**
 * The text of a baseline after an edit. All other bytes stay unchanged: order, comments, quotes. New entries are appended in
 * the given order.
 * @returns null if an entry shares its line with others (a list in brackets): then a person has to edit it
 */
export function editBaseline(text: string, entries: readonly BaselineEntry[], { add, remove }: Edit): string | null {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/u);
  const dashes = entries.map(({ lines: { first } }) => /^(\s*)-\s/u.exec(`${lines[first - 1] ?? ''} `)?.[1]);
  if (dashes.includes(undefined)) return null;
  const gone = new Set(remove.flatMap(({ lines: { first, last } }) => range(first, last)));
  const kept = lines.filter((_, n) => !gone.has(n + 1));
  while (kept.at(-1)?.trim() === '') kept.pop();
  const left = entries.length - remove.length + add.length;
  // An empty list needs its brackets, and its file must not contain other entries.
  const bare = kept.filter((line) => !/^\s*\[\s*\]\s*(#.*)?$/u.test(line));
  if (left === 0) return [...bare, '[]', ''].join(newline);
  const indent = dashes[0] ?? '';
  const added = add.flatMap((entry) => writeEntry(entry).trimEnd().split('\n')).map((line) => indent + line);
  return [...(entries.length === 0 ? bare : kept), ...added, ''].join(newline);
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}
