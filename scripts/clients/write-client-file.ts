import type { ClientTask } from '../../src/core/clients/measured-client.js';

/** A file of `clients/` as JSON. */
export interface ClientFile {
  readonly client: string;
  readonly version: string;
  readonly with: Readonly<Record<string, string>>;
  readonly dialect: string;
  readonly measured: string;
  readonly tasks: readonly ClientTask[];
  readonly faults: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Its text: sorted names, a line for each fault. */
export function writeClientFile({ faults, ...head }: ClientFile): string {
  return writeLines(
    [
      ...Object.entries(head).map(([name, value]) => member(name, value)),
      `"faults": ${writeMembers(faults, 1)}`,
    ].sort(),
  );
}

/** Sorted members, a line for each. */
export function writeMembers(members: Readonly<Record<string, unknown>>, depth: number): string {
  return writeLines(
    sortedEntries(members).map(([name, value]) => member(name, value)),
    depth,
  ).trimEnd();
}

function writeLines(members: readonly string[], depth = 0): string {
  const indent = '  '.repeat(depth);
  return `{\n${members.map((each) => `${indent}  ${each}`).join(',\n')}\n${indent}}\n`;
}

const member = (name: string, value: unknown): string => `${JSON.stringify(name)}: ${writeInLine(value)}`;

function writeInLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeInLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = sortedEntries(value).map(([name, each]) => member(name, each));
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

const sortedEntries = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
