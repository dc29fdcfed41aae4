import type { Json } from '../../model/json.js';
import type { Chunk, WireResponse } from '../../model/response.js';
import { memoize } from '../../model/memoize.js';
import { MOST_ENTRIES } from '../../model/tolerances.js';
import { asArray, asObject, asString, isObject } from '../../wire/json.js';
import { bodyPlace, placeOf } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';
import type { Count, Placed, Reply, Usage } from '../reply.js';
import type { ChatOutput, ChatReply, ChoiceEntry, Document } from './chat-reply.js';
import { readChunks } from './read-chunks.js';
import { readOutput } from './read-output.js';
import { readError } from './read-error.js';

/** Assembles what a response says: the only reader of choices, tool calls, text, usage and errors. Linear in its size. */
export function readReply(response: WireResponse): ChatReply {
  const chunks = readChunks(response.events);
  const documents = documentsOf(response, chunks);
  const error = readError(response, chunks);
  const failed = error?.place.part === 'chunk' ? error.place.chunk : null;
  const entries = documents.flatMap(entriesOf);
  return {
    documents,
    entries,
    outputs: readOutputs(entries),
    usage: readUsage(documents),
    error,
    ids: documents.flatMap((document) => namedBy(document, 'id')),
    model: modelOf(documents),
    emptyOutputs: emptyChoices(response),
    chunks,
    parts: chunks.filter(({ n, event }) => n !== failed && (event.name === null || event.name === 'message')),
  };
}

function documentsOf({ body }: WireResponse, chunks: readonly Chunk[]): readonly Document[] {
  return body.ok ? [{ value: body.value, chunk: null }] : chunks.map(({ n, value }) => ({ value, chunk: n }));
}

/** The entries of a document's `choices`. A stream has deltas and a body messages; some servers mix them up. */
function entriesOf({ value, chunk }: Document): readonly ChoiceEntry[] {
  const entries: ChoiceEntry[] = [];
  const choices = asArray(member(value, 'choices'));
  for (let position = 0; position < Math.min(choices.length, MOST_ENTRIES); position += 1) {
    const choice = choices[position];
    if (!isObject(choice)) continue;
    const index = member(choice, 'index');
    const ownIndex = typeof index === 'number' && Number.isInteger(index) ? index : null;
    const delta = asObject(member(choice, 'delta'));
    const message = asObject(member(choice, 'message'));
    const isDelta = chunk === null ? message === null && delta !== null : delta !== null || message === null;
    const pointers = pointersOf(position);
    entries.push({
      index: ownIndex ?? position,
      ownIndex,
      chunk,
      pointer: pointers.choice,
      choice,
      delta,
      message: isDelta ? delta : message,
      messagePointer: isDelta ? pointers.delta : pointers.message,
    });
  }
  return entries;
}

/** The pointers of the choice at a position: every chunk of a long stream has the same. */
const pointersOf = memoize((position: number) => ({
  choice: `/choices/${position}`,
  delta: `/choices/${position}/delta`,
  message: `/choices/${position}/message`,
}));

function readOutputs(entries: readonly ChoiceEntry[]): readonly ChatOutput[] {
  let callsLeft = MOST_ENTRIES;
  return groupEntries(entries).map((own) => {
    const output = readOutput(own, callsLeft);
    callsLeft -= output.calls.length + output.strayCalls.length;
    return output;
  });
}

/** The entries of each choice, of so many choices. In a stream those of one index are one choice. */
function groupEntries(entries: readonly ChoiceEntry[]): readonly (readonly ChoiceEntry[])[] {
  const groups = new Map<number | ChoiceEntry, ChoiceEntry[]>();
  for (const entry of entries) {
    const key = entry.chunk === null ? entry : entry.index;
    const group = groups.get(key);
    if (group !== undefined) group.push(entry);
    else if (groups.size < MOST_ENTRIES) groups.set(key, [entry]);
  }
  return [...groups.values()];
}

/** The last usage object. */
function readUsage(documents: readonly Document[]): Usage | null {
  const holder = documents.findLast(({ value }) => isObject(member(value, 'usage')));
  const value = asObject(member(holder?.value, 'usage'));
  if (holder === undefined || value === null) return null;
  const count = (...names: readonly [string, ...string[]]): Count => {
    let found: Json | undefined = value;
    for (const name of names) found = member(found, name);
    return {
      name: names.at(-1) ?? '',
      value: typeof found === 'number' && Number.isInteger(found) ? found : null,
      place: placeOf(holder.chunk, `/usage/${names.join('/')}`),
    };
  };
  return {
    value,
    place: placeOf(holder.chunk, '/usage'),
    input: count('prompt_tokens'),
    output: count('completion_tokens'),
    total: count('total_tokens'),
    reasoning: count('completion_tokens_details', 'reasoning_tokens'),
    cached: count('prompt_tokens_details', 'cached_tokens'),
  };
}

function namedBy({ value, chunk }: Document, name: string): readonly Placed<string>[] {
  const text = asString(member(value, name));
  return text === null ? [] : [{ value: text, place: placeOf(chunk, `/${name}`) }];
}

/** The model that a body names; in a stream the first chunk with choices that names one. */
function modelOf(documents: readonly Document[]): Placed<string> | null {
  for (const document of documents) {
    if (asArray(member(document.value, 'choices')).length === 0) continue;
    const [named] = namedBy(document, 'model');
    if (named !== undefined && named.value !== '') return named;
  }
  return null;
}

function emptyChoices({ body }: WireResponse): Reply['emptyOutputs'] {
  const choices = body.ok ? member(body.value, 'choices') : undefined;
  return Array.isArray(choices) && choices.length === 0 ? bodyPlace('/choices') : null;
}
