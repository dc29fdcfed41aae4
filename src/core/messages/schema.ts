import type { Json } from '../model/json.js';
import { pointerSteps } from '../wire/pointer.js';
import { escapeUnseen, quote, shorten } from '../wire/quote.js';
import { typeName } from '../wire/json.js';
import { message } from './message.js';

/** A value that does not fit a node of a schema. */
export interface Misfit {
  readonly pointer: string;
  /** What the node allows, in words. */
  readonly allowed: string;
  readonly value: Json | undefined;
  /** The object that has the value, or lacks it. */
  readonly parent?: Json | undefined;
  /** The other members that are missing, or null, in the same way. */
  readonly others: readonly string[];
}

/** Words of the checks that hold a value to a schema. */
export const schemaMessages = {
  'field-missing': message<Misfit>({
    kind: 'missing-field',
    title: (misfit) => joinedTitle(misfit, 'missing'),
    expected: (misfit) => `${misfit.allowed}${withOthers(misfit, 'missing')}`,
    actual: ({ parent }) => membersOf(parent),
  }),
  'document-wrapped': message<{ wrapper: string; missing: string; members: readonly string[] }>({
    kind: 'missing-field',
    title: ({ wrapper }) => `The response is wrapped in \`${escapeUnseen(shorten(wrapper, 80))}\``,
    expected: ({ missing }) => `the documented members, such as ${missing}, at the top level`,
    actual: ({ members }) => escapeUnseen(shorten(`only ${members.join(', ')}`, 100)),
  }),
  'field-type': message<Misfit>({
    kind: 'wrong-type',
    title: (misfit) =>
      misfit.value === null ? joinedTitle(misfit, 'null') : `${fieldOf(misfit.pointer)} is ${describe(misfit.value)}`,
    expected: (misfit) => `${misfit.allowed}${withOthers(misfit, 'null')}`,
    actual: ({ value }) => describe(value),
  }),
  'field-value': message<Misfit>({
    kind: 'wrong-value',
    title: ({ pointer, value }) => `${fieldOf(pointer)} is ${quote(value)}`,
    expected: (misfit) => `${misfit.allowed}${withOthers(misfit, 'null')}`,
    actual: ({ value }) => quote(value),
  }),
  'field-range': message<Misfit>({
    kind: 'out-of-range',
    title: ({ pointer, value }) => `${fieldOf(pointer)} is out of range: ${quote(value)}`,
    expected: ({ allowed }) => allowed,
    actual: ({ value }) => quote(value),
  }),
  'field-forbidden': message<Misfit>({
    kind: 'undocumented-field',
    title: ({ pointer }) => `${fieldOf(pointer)} is not documented`,
    expected: ({ allowed }) => allowed,
    actual: ({ value }) => quote(value),
  }),
  'field-undocumented': message<{ pointer: string; value: Json | undefined }>({
    kind: 'undocumented-field',
    title: ({ pointer }) => `${fieldOf(pointer)} is not documented`,
    expected: 'documented fields only',
    actual: ({ value }) => quote(value),
  }),
};

/** The end of a pointer, as one writes it in code: `finish_reason`, `tool_calls[0]`, `the body` for the root. */
function fieldOf(pointer: string): string {
  const steps = pointerSteps(pointer);
  const last = steps.findLastIndex((step) => !/^\d+$/.test(step));
  if (last === -1) return steps.length === 0 ? 'The document' : `Item ${steps.at(-1) ?? ''}`;
  const indexes = steps.slice(last + 1).map((step) => `[${step}]`);
  return escapeUnseen(shorten(`${steps[last] ?? ''}${indexes.join('')}`, 80));
}

/**
 * The names of the other members, each once: one of the same object by its name, any other by its path as one writes it
 * in code, without positions: `items[].index`. A member of every item of a list is one name.
 */
function otherNames({ pointer, others }: Misfit): readonly string[] {
  const own = pathOf(pointer);
  const object = own.slice(0, Math.max(own.lastIndexOf('.'), 0));
  const names = new Map<string, string>();
  for (const other of others) {
    const path = other.startsWith('/') ? pathOf(other) : `${object}.${other}`.replace(/^\./u, '');
    if (path !== own && !names.has(path)) names.set(path, other.startsWith('/') ? path : other);
  }
  return [...names.values()].map((name) => escapeUnseen(shorten(name, 80)));
}

/** A JSON Pointer as a path without positions: `items[].index`. */
function pathOf(pointer: string): string {
  const steps = pointerSteps(pointer).map((step) => (/^\d+$/.test(step) ? '[]' : `.${step}`));
  return steps.join('').replace(/^\./u, '');
}

/** The names of the members that are there. Their values differ from response to response. */
function membersOf(parent: Json | undefined): string {
  const names = typeof parent === 'object' && parent !== null && !Array.isArray(parent) ? Object.keys(parent) : [];
  return names.length === 0 ? 'nothing' : escapeUnseen(shorten(`only ${names.join(', ')}`, 100));
}

function describe(value: Json | undefined): string {
  const type = typeName(value);
  return type === 'nothing' || type === 'null' ? type : `the ${type} ${quote(value)}`;
}

function withOthers(misfit: Misfit, how: string): string {
  const others = otherNames(misfit);
  if (others.length === 0) return '';
  return ` (${others.map((name) => quote(name)).join(', ')} ${others.length === 1 ? 'is' : 'are'} ${how} too)`;
}

/** The title of members that are missing, or null, in the same way. */
function joinedTitle(misfit: Misfit, how: string): string {
  const names = [fieldOf(misfit.pointer), ...otherNames(misfit)];
  return `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} ${how}`;
}
