import type { Place } from '../../model/divergence.js';
import type { JsonObject } from '../../model/json.js';
import { asArray, asString, isObject } from '../../wire/narrow.js';
import { placeOf } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';
import type { ChoicePiece } from './choice-pieces.js';

/** One entry of a `tool_calls` array. */
export interface Fragment {
  readonly chunk: number | null;
  /** `/choices/0/delta/tool_calls/0` */
  readonly pointer: string;
  readonly value: JsonObject;
  readonly id: string | null;
  readonly name: string | null;
  /** The arguments where they are a string; else empty. */
  readonly text: string;
}

/** A tool call with the fragments that it came in; a single one in a body. */
export interface ReadCall {
  readonly index: number | null;
  readonly first: Fragment;
  readonly fragments: readonly Fragment[];
  /** An earlier call whose index this one took although it is another call. */
  readonly sharesIndexOf: ReadCall | null;
}

interface OpenCall extends ReadCall {
  readonly fragments: Fragment[];
  /** Whether the arguments so far are none, or end as JSON does. */
  closed: boolean;
}

/** A place in a fragment, by a pointer below it. */
export function inFragment(fragment: Fragment, pointer = ''): Place {
  return placeOf(fragment.chunk, fragment.pointer + pointer);
}

/** The calls of one choice. A fragment with a negative index belongs to a call of its own that is no real one. */
export function readCalls(pieces: readonly ChoicePiece[]): readonly ReadCall[] {
  const calls: OpenCall[] = [];
  const byIndex = new Map<number, OpenCall>();
  const byId = new Map<string, OpenCall>();
  for (const piece of pieces) {
    for (const [position, value] of asArray(member(piece.message ?? {}, 'tool_calls')).entries()) {
      if (!isObject(value)) continue;
      const fragment = readFragment(piece, position, value);
      const given = member(value, 'index');
      const index = typeof given === 'number' && Number.isInteger(given) ? given : null;
      const known = piece.chunk === null ? undefined : knownCall(index, fragment.id);
      if (known && !opensAnother(known, fragment)) {
        goOn(known, fragment);
        continue;
      }
      const call: OpenCall = {
        index,
        first: fragment,
        fragments: [],
        sharesIndexOf: index === null ? null : (known ?? null),
        closed: fragment.text === '',
      };
      goOn(call, fragment);
      calls.push(call);
      if (index !== null) byIndex.set(index, call);
      if (fragment.id) byId.set(fragment.id, call);
    }
  }
  return calls;

  function knownCall(index: number | null, id: string | null): OpenCall | undefined {
    if (index !== null) return byIndex.get(index);
    if (id) return byId.get(id);
    return calls.at(-1);
  }
}

/** The name: the one that the fragments agree on, else what clients that join the pieces make of them. */
export function nameOf(call: ReadCall): string {
  const names = call.fragments.map(({ name }) => name ?? '').filter((name) => name !== '');
  return new Set(names).size === 1 ? String(names[0]) : names.join('');
}

/** The arguments, joined. */
export function argumentsOf(call: ReadCall): string {
  return call.fragments.map(({ text }) => text).join('');
}

/** The first id that is not empty; null where none is. */
export function idOf(call: ReadCall): string | null {
  return call.fragments.find(({ id }) => id)?.id ?? null;
}

function goOn(call: OpenCall, fragment: Fragment): void {
  call.fragments.push(fragment);
  if (fragment.text !== '') call.closed = endsAsJson(fragment.text);
}

function readFragment(piece: ChoicePiece, position: number, value: JsonObject): Fragment {
  const called = member(value, 'function');
  return {
    chunk: piece.chunk,
    pointer: `${piece.messagePointer}/tool_calls/${position}`,
    value,
    id: asString(member(value, 'id')),
    name: asString(member(called, 'name')),
    text: asString(member(called, 'arguments')) ?? '',
  };
}

/**
 * Whether a fragment under an index already taken begins another call: it brings a name where the call has one and its
 * arguments are not open, and another id or, where ids are missing, arguments that begin anew.
 */
function opensAnother(call: OpenCall, { id, name, text }: Fragment): boolean {
  if (!name || !call.closed || !call.fragments.some((each) => each.name)) return false;
  const before = idOf(call);
  if (id && before) return id !== before;
  return !id && !before && text.startsWith('{') && argumentsOf(call) !== '';
}

function endsAsJson(text: string): boolean {
  return /[}\]]\s*$/.test(text);
}
