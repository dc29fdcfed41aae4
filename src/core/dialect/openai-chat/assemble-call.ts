import type { AssembledCall } from '../../model/answer.js';
import type { Json } from '../../model/json.js';
import { asString } from '../../wire/narrow.js';
import { member } from '../../wire/pointer.js';

/** A tool call that is being put together. */
export interface OpenCall {
  index: number | null;
  id: string | null;
  type: string | null;
  name: string | null;
  arguments: string;
  /** Whether the last fragment ended in a closing brace. */
  closed: boolean;
  chunks: number[];
}

/** How many calls back the one of an index is looked for: a hostile stream may open millions. */
const LOOK_BACK = 128;

/**
 * Adds the `tool_calls` of one delta (or message) to the calls so far. A fragment belongs to the call of its index;
 * without an index to the call of its id, else to the last one. A fragment that opens a call of its own under an index
 * already taken begins a new call, so that calls which share an index are not glued.
 */
export function addFragments(calls: OpenCall[], fragments: readonly Json[], chunk: number | null): void {
  for (const fragment of fragments) {
    const index = member(fragment, 'index');
    const id = asString(member(fragment, 'id'));
    const name = asString(member(member(fragment, 'function'), 'name'));
    const text = argumentText(member(member(fragment, 'function'), 'arguments'));
    const known = chunk === null ? undefined : callOf(calls, typeof index === 'number' ? index : null, id);
    const call = known && !opensAnother(known, id, name, text) ? known : openCall(calls, index);
    call.id ||= id;
    call.type ??= asString(member(fragment, 'type'));
    call.name ||= name;
    call.arguments += text;
    if (text !== '') call.closed = text.endsWith('}');
    if (chunk !== null && call.chunks.at(-1) !== chunk) call.chunks.push(chunk);
  }
}

/** The calls as they came out. */
export function closeCalls(calls: readonly OpenCall[]): readonly AssembledCall[] {
  return calls.map(({ index, id, type, name, arguments: text, chunks }) => ({
    index,
    id,
    type,
    name,
    arguments: text,
    chunks,
  }));
}

/** Arguments as text: an object in their place is written as the JSON that it should have been. */
export function argumentText(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  try {
    return JSON.stringify(value);
  } catch {
    return ''; // Nested deeper than JSON.stringify can go.
  }
}

function openCall(calls: OpenCall[], index: Json | undefined): OpenCall {
  const call = {
    index: typeof index === 'number' ? index : null,
    id: null,
    type: null,
    name: null,
    arguments: '',
    closed: false,
    chunks: [],
  };
  calls.push(call);
  return call;
}

/** The call of that index, else of that id, else the last one. */
function callOf(calls: readonly OpenCall[], index: number | null, id: string | null): OpenCall | undefined {
  const recent = calls.slice(-LOOK_BACK);
  if (index !== null) return recent.findLast((call) => call.index === index);
  return (id === null ? undefined : recent.findLast((call) => call.id === id)) ?? recent.at(-1);
}

/** Another id with a name, or, where ids are missing, a name after arguments that were closed. */
function opensAnother(call: OpenCall, id: string | null, name: string | null, text: string): boolean {
  if (!name || call.name === null) return false;
  if (id && call.id) return id !== call.id;
  return !id && !call.id && call.closed && (text === '' || text.startsWith('{'));
}
