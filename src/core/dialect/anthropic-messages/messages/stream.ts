import type { Json } from '../../../model/json.js';
import { message } from '../../../messages/message.js';
import { count, quote } from '../../../wire/quote.js';

const ORDER = 'message_start, the content blocks, message_delta, message_stop';
const BLOCK = 'content_block_start, its deltas, and one content_block_stop for each block';

const within = (index: number | null): string => (index === null ? 'a block without an index' : `block ${index}`);
const named = (index: number | null): string =>
  index === null ? 'A content block without an index' : `The content block ${index}`;

/** Words of the checks on the events of a stream. */
export const messageStreamMessages = {
  'event-unnamed': message<{ type: string }>({
    kind: 'sse-framing',
    title: ({ type }) => `The event ${type} has no name`,
    expected: ({ type }) => `event: ${type}`,
    actual: 'no event name',
  }),
  'event-name-differs': message<{ type: string; name: string }>({
    kind: 'inconsistent',
    title: ({ type, name }) => `An event of the type ${type} has the event name ${quote(name, 60)}`,
    expected: ({ type }) => `event: ${type}`,
    actual: ({ name }) => quote(name, 60),
  }),
  'event-before-start': message<{ type: string }>({
    kind: 'chunk-order',
    title: ({ type }) => `${type} is the first event, before message_start`,
    expected: ORDER,
    actual: ({ type }) => `${type} at the beginning`,
  }),
  'start-repeated': message({
    kind: 'repeated',
    title: 'message_start is sent again',
    expected: 'one message_start',
    actual: 'another message_start',
  }),
  'block-after-delta': message<{ type: string }>({
    kind: 'chunk-order',
    title: ({ type }) => `${type} comes after message_delta`,
    expected: ORDER,
    actual: ({ type }) => `message_delta before ${type}`,
  }),
  'message-delta-missing': message({
    kind: 'missing-field',
    title: 'The stream has no message_delta',
    expected: 'a message_delta with the stop_reason before message_stop',
    actual: 'none',
  }),
  'start-has-content': message<{ content: Json | undefined }>({
    kind: 'wrong-value',
    title: 'The message in message_start has content',
    expected: 'an empty content in message_start',
    actual: ({ content }) => quote(content, 80),
  }),
  'start-has-reason': message<{ reason: Json | undefined }>({
    kind: 'wrong-value',
    title: ({ reason }) => `stop_reason is ${quote(reason, 40)} in message_start`,
    expected: 'stop_reason null in message_start',
    actual: ({ reason }) => quote(reason, 40),
  }),
  'stop-reason-null': message({
    kind: 'wrong-value',
    title: 'stop_reason is null in every message_delta',
    expected: 'a stop_reason that is not null by the end of the stream',
    actual: 'null',
  }),
  'block-not-opened': message<{ index: number | null }>({
    kind: 'chunk-order',
    title: ({ index }) => `${named(index)} has no content_block_start`,
    expected: BLOCK,
    actual: ({ index }) => `an event of ${within(index)}, which is not open`,
  }),
  'block-left-open': message<{ index: number | null; next: string }>({
    kind: 'chunk-order',
    title: ({ index }) => `${named(index)} is not closed`,
    expected: BLOCK,
    actual: ({ index, next }) => `${next} while ${within(index)} is open, without its content_block_stop`,
  }),
  'delta-after-stop': message<{ index: number | null }>({
    kind: 'chunk-order',
    title: ({ index }) => `A delta comes after content_block_stop of ${within(index)}`,
    expected: BLOCK,
    actual: ({ index }) => `a content_block_delta of ${within(index)}, which is closed`,
  }),
  'block-closed-twice': message<{ index: number | null }>({
    kind: 'repeated',
    title: ({ index }) => `${named(index)} is closed twice`,
    expected: BLOCK,
    actual: 'a second content_block_stop',
  }),
  'block-index-differs': message<{ wanted: number; got: number }>({
    kind: 'wrong-value',
    title: ({ wanted, got }) => `The content block at position ${wanted} has the index ${got}`,
    expected: ({ wanted }) => `index ${wanted}, its position in content`,
    actual: ({ got }) => `index ${got}`,
  }),
  'block-empty': message<{ type: string }>({
    kind: 'wrong-value',
    title: ({ type }) => `A ${type} block has no content_block_delta`,
    expected: 'one or more content_block_delta events in the block',
    actual: 'content_block_start and content_block_stop with nothing between them',
  }),
  'input-in-start': message({
    kind: 'unusual-form',
    title: 'The whole input of a tool_use block is in content_block_start',
    expected: 'an empty input in content_block_start, and its JSON in input_json_delta events',
    actual: 'no input_json_delta',
  }),
  'delta-unfit': message<{ block: string; delta: string; wanted: readonly string[] }>({
    kind: 'wrong-value',
    title: ({ block, delta }) => `A ${block} block has a delta of the type ${quote(delta, 60)}`,
    expected: ({ block, wanted }) => `${wanted.join(' or ')} in a ${block} block`,
    actual: ({ delta }) => quote(delta, 60),
  }),
  'signature-empty': message({
    kind: 'wrong-value',
    title: 'The signature of a thinking block is empty',
    expected: 'a signature',
    actual: 'an empty string',
  }),
  'signature-missing': message<{ last: string | null }>({
    kind: 'missing-field',
    title: 'A thinking block ends without a signature_delta',
    expected: 'a signature_delta just before content_block_stop of a thinking block',
    actual: ({ last }) => `${last ?? 'no delta'} at its end`,
  }),
  'count-decreases': message<{ name: string; before: number; after: number }>({
    kind: 'inconsistent',
    title: ({ name, before, after }) => `${name} decreases from ${before} to ${after} in message_delta`,
    expected: ({ name, before }) => `a cumulative ${name}, at least ${before}`,
    actual: ({ after }) => `${after}`,
  }),
  'count-below-text': message<{ used: number; words: number }>({
    kind: 'inconsistent',
    title: 'output_tokens does not count the whole answer',
    expected: ({ words }) => `the cumulative output_tokens of an answer of ${count(words, 'word')}`,
    actual: ({ used }) => `${used} output_tokens`,
  }),
  'error-event-form': message<{ value: Json; why: string }>({
    kind: 'wrong-form',
    title: ({ why }) => `An error in the stream ${why}`,
    expected: 'event: error, with data of the type "error" and an error object that has a type and a message',
    actual: ({ value }) => quote(value),
  }),
};
