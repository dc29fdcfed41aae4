import type { Place } from '../../model/divergence.js';
import type { Json, JsonObject } from '../../model/json.js';
import type { WireResponse } from '../../model/response.js';
import { asObject, asString, isObject } from '../../wire/json.js';
import { bodyPlace, chunkPlace, streamPlace } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';
import type { Finish, Placed, PlacedText, ToolCall } from '../reply.js';
import type { Block, MessageEvent, MessageOutput, MessagesReply } from './messages-reply.js';
import { readBodyBlocks, readStreamBlocks } from './read-blocks.js';
import { readError } from './read-error.js';
import { readChunks, readMessageEvents } from './read-events.js';
import { readBodyUsage, readStreamUsage } from './read-usage.js';

const REASONS = new Map<string, Finish['reason']>([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['tool_use', 'calls'],
  ['refusal', 'filter'],
]);

/** Assembles what a response says: the only reader of content blocks, tool calls, text, usage and errors. Linear in its size. */
export function readReply(response: WireResponse): MessagesReply {
  const chunks = readChunks(response.events);
  const error = readError(response, chunks);
  const failed = error?.place.part === 'chunk' ? error.place.chunk : null;
  const events = readMessageEvents(chunks);
  const body = response.body.ok ? asObject(response.body.value) : null;
  const message = body === null ? messageOfStart(events) : messageOfBody(body);
  const output = body === null ? streamOutput(events) : error === null && message !== null ? bodyOutput(body) : null;
  return {
    streamed: body === null,
    events,
    message,
    outputs: output === null ? [] : [output],
    usage: body === null ? readStreamUsage(events) : readBodyUsage(body),
    error,
    ids: placed(message, 'id'),
    model: placed(message, 'model')[0] ?? null,
    emptyOutputs: null,
    chunks,
    parts: chunks.filter(({ n, event }) => n !== failed && event.name !== 'error'),
  };
}

type Message = NonNullable<MessagesReply['message']>;

/** A body with at least one member that only a message has. A list of models and a count of tokens have none. */
function messageOfBody(value: JsonObject): Message | null {
  const isMessage = value['type'] === 'message' || ['content', 'stop_reason', 'role'].some((name) => name in value);
  return isMessage ? { value, at: (pointer) => bodyPlace(pointer) } : null;
}

function messageOfStart(events: readonly MessageEvent[]): Message | null {
  const start = events.find(({ type, value }) => type === 'message_start' && isObject(value['message']));
  const value = asObject(start?.value['message']);
  if (start === undefined || value === null) return null;
  return { value, at: (pointer) => chunkPlace(start.chunk, `/message${pointer}`) };
}

function placed(message: Message | null, name: string): readonly Placed<string>[] {
  const text = asString(message?.value[name]);
  return message === null || text === null || text === '' ? [] : [{ value: text, place: message.at(`/${name}`) }];
}

function bodyOutput(body: JsonObject): MessageOutput {
  const finish = finishOf(body['stop_reason'], bodyPlace('/stop_reason'));
  return outputOf(readBodyBlocks(body['content']), finish, bodyPlace('/content'));
}

function streamOutput(events: readonly MessageEvent[]): MessageOutput | null {
  const blocks = readStreamBlocks(events);
  const isMessage = events.some(({ type }) => type !== null && type !== 'ping' && type !== 'error');
  return isMessage ? outputOf(blocks, finishOfStream(events), streamPlace) : null;
}

/** The last reason that is not null. */
function finishOfStream(events: readonly MessageEvent[]): Finish {
  const deltas = events.filter(({ type }) => type === 'message_delta');
  const reasonIn = ({ value }: MessageEvent): Json | undefined => member(value['delta'], 'stop_reason');
  const holder = deltas.findLast((event) => (reasonIn(event) ?? null) !== null) ?? deltas[0];
  return holder === undefined
    ? finishOf(undefined, streamPlace)
    : finishOf(reasonIn(holder), chunkPlace(holder.chunk, '/delta/stop_reason'));
}

function finishOf(raw: Json | undefined, place: Place): Finish {
  return { raw, reason: typeof raw === 'string' ? (REASONS.get(raw) ?? 'other') : null, place };
}

function outputOf(blocks: readonly Block[], finish: Finish, absentAt: Place): MessageOutput {
  const calls = blocks.filter(({ type }) => type === 'tool_use' || type === 'server_tool_use');
  const own = calls.find(({ type }) => type === 'tool_use');
  const isText = ({ type }: Block): boolean => type === 'text';
  return {
    index: 0,
    blocks,
    text: joinTexts(blocks.filter(isText), absentAt),
    reasoning: joinTexts(
      blocks.filter(({ type }) => type === 'thinking'),
      absentAt,
    ),
    refusal: { text: '', pieces: [], absentAt },
    calls: calls.filter(({ type }) => type === 'tool_use').map(readCall),
    finish,
    callsAt: own?.at('') ?? null,
    hasLegacyCall: false,
    callsAbsentAt: absentAt,
    isWhole: finish.reason !== null && finish.reason !== 'length' && finish.reason !== 'filter',
    loggedTokens: 0,
    loggedText: '',
    holdsOther: blocks.some(({ type }) => type !== 'text' && type !== 'thinking' && type !== 'tool_use'),
  };
}

function joinTexts(blocks: readonly Block[], absentAt: Place): PlacedText {
  const pieces = blocks.flatMap(({ text }) => text.pieces);
  const [first] = blocks;
  return {
    text: pieces.map(({ text }) => text).join(''),
    pieces,
    absentAt: first === undefined ? absentAt : first.text.absentAt,
  };
}

/** A call of a client's tool. Without any piece of JSON its input is empty, as in client libraries. */
function readCall(block: Block): ToolCall {
  const name = asString(block.value['name']);
  const { text, pieces, absentAt } = block.text;
  return {
    type: 'function',
    index: block.index,
    id: asString(block.value['id']) || null,
    name: name ?? '',
    names: name === null ? [] : [{ value: name, place: block.at('/name') }],
    nameAt: block.at('/name'),
    place: block.at(''),
    arguments: { text: text.trim() === '' ? '{}' : text, pieces, absentAt },
  };
}
