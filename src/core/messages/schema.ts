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
    title: ({ pointer, others }) =>
      `${[fieldOf(pointer), ...others.map(nameOf)].join(', ')} ${others.length === 0 ? 'is' : 'are'} missing`,
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
    title: ({ pointer, value, others }) =>
      value === null
        ? `${[fieldOf(pointer), ...others.map(nameOf)].join(', ')} ${others.length === 0 ? 'is' : 'are'} null`
        : `${fieldOf(pointer)} is ${describe(value)}`,
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

/** A member of the same object by its name, any other by its path as one writes it in code: `items[].index`. */
function nameOf(other: string): string {
  if (!other.startsWith('/')) return other;
  const path = pointerSteps(other).map((step) => (/^\d+$/.test(step) ? '[]' : `.${step}`));
  return escapeUnseen(shorten(path.join('').replace(/^\./u, ''), 80));
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

function withOthers({ others }: Misfit, how: string): string {
  if (others.length === 0) return '';
  return ` (${others.map((name) => quote(nameOf(name))).join(', ')} ${others.length === 1 ? 'is' : 'are'} ${how} too)`;
}
