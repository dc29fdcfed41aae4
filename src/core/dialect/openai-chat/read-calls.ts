import type { JsonObject } from '../../model/json.js';
import { asArray, asString, isObject } from '../../wire/json.js';
import { member } from '../../wire/pointer.js';
import type { PlacedText } from '../reply.js';
import { type CallFragment, type ChatCall, type ChoiceEntry, inFragment } from './chat-reply.js';

/** Where the text of a call is. */
type TextPointer = '/function/arguments' | '/custom/input';

const TEXT_MEMBERS = {
  '/function/arguments': ['function', 'arguments'],
  '/custom/input': ['custom', 'input'],
} as const;

/** A call that is being assembled. */
interface OpenCall {
  readonly index: number | null;
  readonly fragments: CallFragment[];
  readonly sharesIndexOf: OpenCall | null;
  /** The first id that is not empty. */
  id: string | null;
  isNamed: boolean;
  hasText: boolean;
  /** Whether the text so far is empty or ends as JSON does. */
  isClosed: boolean;
}

/**
 * The calls of one choice. In a body each entry is a call. In a stream a fragment belongs to the call of its index;
 * without an index to the call of its id, without either to the last call. A fragment that begins another call under an
 * index already taken starts a new call, so that calls with the same index stay separate.
 * @param most further calls are not read
 */
export function readCalls(entries: readonly ChoiceEntry[], most: number): readonly ChatCall[] {
  const calls: OpenCall[] = [];
  const byIndex = new Map<number, OpenCall>();
  const byId = new Map<string, OpenCall>();
  for (const entry of entries) {
    for (const [position, value] of asArray(member(entry.message ?? undefined, 'tool_calls')).entries()) {
      if (!isObject(value)) continue;
      const fragment = readFragment(entry, position, value);
      const given = member(value, 'index');
      const index = typeof given === 'number' && Number.isInteger(given) ? given : null;
      const known = entry.chunk === null ? undefined : knownCall(index, fragment.id);
      if (known !== undefined && !beginsAnother(known, fragment)) {
        add(known, fragment);
        continue;
      }
      if (calls.length >= most) continue;
      const call: OpenCall = {
        index,
        fragments: [],
        sharesIndexOf: index === null ? null : (known ?? null),
        id: null,
        isNamed: false,
        hasText: false,
        isClosed: true,
      };
      add(call, fragment);
      calls.push(call);
      if (index !== null) byIndex.set(index, call);
      if (fragment.id) byId.set(fragment.id, call);
    }
  }
  return closeCalls(calls);

  function knownCall(index: number | null, id: string | null): OpenCall | undefined {
    if (index !== null) return byIndex.get(index);
    return id ? byId.get(id) : calls.at(-1);
  }
}

function readFragment(entry: ChoiceEntry, position: number, value: JsonObject): CallFragment {
  return {
    chunk: entry.chunk,
    pointer: `${entry.messagePointer}/tool_calls/${position}`,
    value,
    id: asString(member(value, 'id')),
    name: asString(member(member(value, 'function'), 'name')) ?? asString(member(member(value, 'custom'), 'name')),
  };
}

function add(call: OpenCall, fragment: CallFragment): void {
  const text = textIn(fragment, '/function/arguments');
  call.fragments.push(fragment);
  call.id ??= fragment.id === '' ? null : fragment.id;
  call.isNamed ||= Boolean(fragment.name);
  call.hasText ||= text !== '';
  if (text.trim() !== '') call.isClosed = /[}\]]\s*$/.test(text);
}

/**
 * Whether a fragment under an index already taken begins another call: the call has a name and closed arguments, and the
 * fragment brings a name and another id or, when ids are missing, arguments that start again. While the arguments are
 * open, clients append to them, whatever name the fragment has: `openai` and the AI SDK use the index alone.
 */
function beginsAnother(call: OpenCall, fragment: CallFragment): boolean {
  if (!fragment.name || !call.isClosed || !call.isNamed) return false;
  if (fragment.id && call.id) return fragment.id !== call.id;
  return !fragment.id && !call.id && call.hasText && textIn(fragment, '/function/arguments').startsWith('{');
}

function closeCalls(open: readonly OpenCall[]): readonly ChatCall[] {
  const closed = new Map<OpenCall, ChatCall>();
  for (const call of open) closed.set(call, closeCall(call, closed.get(call.sharesIndexOf ?? call) ?? null));
  return [...closed.values()];
}

function closeCall({ index, id, fragments }: OpenCall, sharesIndexOf: ChatCall | null): ChatCall {
  const [first] = fragments;
  if (first === undefined) throw new Error('A call has at least one fragment');
  const names = fragments.flatMap((fragment) =>
    fragment.name === null ? [] : [{ value: fragment.name, place: inFragment(fragment, '/function/name') }],
  );
  const nameAt = names[0]?.place ?? inFragment(first, '/function/name');
  const name = nameOf(fragments);
  const parts = { index, id, name, names, nameAt, place: inFragment(first), first, fragments, sharesIndexOf };
  const type = typeOf(fragments);
  if (type === 'other') return { ...parts, type };
  return type === 'function'
    ? { ...parts, type, arguments: textOf(first, fragments, '/function/arguments') }
    : { ...parts, type, input: textOf(first, fragments, '/custom/input') };
}

/** `type` decides. Servers that omit it, or write another word although `function` is present, mean a function. */
function typeOf(fragments: readonly CallFragment[]): ChatCall['type'] {
  const type = fragments.find(({ value }) => asString(member(value, 'type')))?.value['type'] ?? null;
  if (type === 'custom') return 'custom';
  const holds = (name: string): boolean => fragments.some(({ value }) => isObject(member(value, name)));
  if (type === 'function' || holds('function')) return 'function';
  if (holds('custom')) return 'custom';
  return type === null ? 'function' : 'other';
}

/** The name: the one that the fragments agree on, else what clients that join the pieces make of them. */
function nameOf(fragments: readonly CallFragment[]): string {
  const names = fragments.flatMap(({ name }) => name || []);
  return new Set(names).size === 1 ? String(names[0]) : names.join('');
}

function textOf(first: CallFragment, fragments: readonly CallFragment[], pointer: TextPointer): PlacedText {
  const pieces = fragments.flatMap((fragment) => {
    const text = textIn(fragment, pointer);
    return text === '' ? [] : [{ text, place: inFragment(fragment, pointer) }];
  });
  return { text: pieces.map(({ text }) => text).join(''), pieces, absentAt: inFragment(first, pointer) };
}

/** A text of a fragment. An object in its place is written as the JSON that the text should be. */
function textIn({ value }: CallFragment, pointer: TextPointer): string {
  const [kind, name] = TEXT_MEMBERS[pointer];
  const given = member(member(value, kind), name) ?? null;
  if (typeof given === 'string') return given;
  if (given === null) return '';
  try {
    return JSON.stringify(given);
  } catch {
    return ''; // Nested deeper than JSON.stringify can go.
  }
}
