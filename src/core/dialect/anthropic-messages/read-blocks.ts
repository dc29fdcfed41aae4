import type { Json, JsonObject } from '../../model/json.js';
import type { Place } from '../../model/divergence.js';
import { asArray, asObject, asString, isObject } from '../../wire/json.js';
import { bodyPlace, chunkPlace, streamPlace } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';
import type { PlacedText, TextPiece } from '../reply.js';
import type { Block, Delta, MessageEvent } from './messages-reply.js';

/** The members that hold the text of a block: in the block, and in its deltas. */
const TEXT_MEMBERS: ReadonlyMap<string, readonly [own: string, delta: string]> = new Map([
  ['text', ['text', 'text']],
  ['thinking', ['thinking', 'thinking']],
  ['tool_use', ['input', 'partial_json']],
  ['server_tool_use', ['input', 'partial_json']],
]);

/** The blocks of a body. A string in place of the list is read as one block of text. */
export function readBodyBlocks(content: Json | undefined): readonly Block[] {
  if (typeof content === 'string') {
    return [bodyBlock({ type: 'text', text: content }, 0, () => bodyPlace('/content'))];
  }
  const list = isObject(content) ? [content] : asArray(content);
  return list.flatMap((value, n) =>
    isObject(value) ? [bodyBlock(value, n, (at) => bodyPlace(`/content/${n}${at}`))] : [],
  );
}

function bodyBlock(value: JsonObject, index: number, at: Block['at']): Block {
  const type = asString(value['type']);
  return { index, type, value, chunk: null, deltas: [], closed: true, text: textOf(type, value, [], at), at };
}

/** A block that is being assembled. */
interface OpenBlock {
  readonly index: number | null;
  readonly start: MessageEvent | null;
  readonly deltas: Delta[];
  closed: boolean;
}

/**
 * The blocks of a stream, in the order in which they begin. A delta belongs to the last block of its index, as in client
 * libraries; without an index, or without such a block, to one that was never opened.
 */
export function readStreamBlocks(events: readonly MessageEvent[]): readonly Block[] {
  const blocks: OpenBlock[] = [];
  const begin = (index: number | null, start: MessageEvent | null): OpenBlock => {
    const block: OpenBlock = { index, start, deltas: [], closed: false };
    blocks.push(block);
    return block;
  };
  const latest = new Map<number | null, OpenBlock>();
  for (const event of events) {
    const { index } = event;
    if (event.type === 'content_block_start') latest.set(index, begin(index, event));
    else if (event.type === 'content_block_delta') {
      const block = latest.get(index) ?? begin(index, null);
      latest.set(index, block);
      const value = asObject(event.value['delta']) ?? {};
      block.deltas.push({ type: asString(value['type']), value, chunk: event.chunk });
    } else if (event.type === 'content_block_stop') {
      const block = latest.get(index);
      if (block !== undefined) block.closed = true;
    }
  }
  return blocks.map(closeBlock);
}

function closeBlock({ index, start, deltas, closed }: OpenBlock): Block {
  const value = asObject(start?.value['content_block']) ?? {};
  const type = asString(value['type']) ?? typeByDelta(deltas);
  const chunk = start?.chunk ?? null;
  const at = (pointer: string): Place => (chunk === null ? streamPlace : chunkPlace(chunk, `/content_block${pointer}`));
  return { index, type, value, chunk, deltas, closed, text: textOf(type, value, deltas, at), at };
}

/** The type of a block that was never opened, or without a type. */
function typeByDelta([first]: readonly Delta[]): string | null {
  if (first === undefined) return null;
  if ('text' in first.value) return 'text';
  if ('thinking' in first.value || 'signature' in first.value) return 'thinking';
  return 'partial_json' in first.value ? 'tool_use' : null;
}

function textOf(type: string | null, value: JsonObject, deltas: readonly Delta[], at: Block['at']): PlacedText {
  const names = TEXT_MEMBERS.get(type ?? '');
  if (names === undefined) return { text: '', pieces: [], absentAt: at('') };
  const [own, ofDelta] = names;
  const pieces: TextPiece[] = [];
  const add = (text: string, place: Place): void => {
    if (text !== '') pieces.push({ text, place });
  };
  for (const delta of deltas) add(written(member(delta.value, ofDelta)), chunkPlace(delta.chunk, `/delta/${ofDelta}`));
  const given = member(value, own);
  // An input is opened as an empty object; only one that is complete there, or a text, has content.
  const isEmptyInput = isObject(given) && Object.keys(given).length === 0 && deltas.length > 0;
  const opening = own === 'input' && (pieces.length > 0 || isEmptyInput) ? '' : written(given);
  if (opening !== '') pieces.unshift({ text: opening, place: at(`/${own}`) });
  return { text: pieces.map(({ text }) => text).join(''), pieces, absentAt: at(`/${own}`) };
}

/** A text; an object in its place as JSON. */
function written(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return '';
  try {
    return JSON.stringify(value);
  } catch {
    return ''; // Nested deeper than JSON.stringify can go.
  }
}
