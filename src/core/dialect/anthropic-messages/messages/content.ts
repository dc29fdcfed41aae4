import type { Json } from '../../../model/json.js';
import { message } from '../../../messages/message.js';
import { quote } from '../../../wire/quote.js';

/** Words of the checks on content blocks, stop reasons, usage, headers and errors of messages. */
export const messageContentMessages = {
  'stop-sequence-missing': message<{ sequences: readonly string[]; got: Json | undefined }>({
    kind: 'wrong-value',
    title: ({ got }) => `stop_sequence is ${quote(got, 60)}, although stop_reason is "stop_sequence"`,
    expected: ({ sequences }) => `the stop sequence that came, one of ${quote(sequences, 80)}`,
    actual: ({ got }) => quote(got, 60),
  }),
  'stop-sequence-unexpected': message<{ reason: Json | undefined; got: Json | undefined }>({
    kind: 'inconsistent',
    title: ({ reason }) => `stop_sequence is not null, although stop_reason is ${quote(reason, 40)}`,
    expected: 'stop_sequence null unless a stop sequence ended the answer',
    actual: ({ got }) => quote(got, 60),
  }),
  'stop-reason-differs': message<{ sequence: string; got: Json | undefined }>({
    kind: 'wrong-value',
    title: ({ got }) => `An answer that a stop sequence ended has stop_reason ${quote(got, 60)}`,
    expected: ({ sequence }) => `stop_reason "stop_sequence" after ${quote(sequence, 40)}`,
    actual: ({ got }) => quote(got, 60),
  }),
  'stop-sequence-differs': message<{ wanted: string; got: Json | undefined }>({
    kind: 'wrong-value',
    title: ({ got }) => `stop_sequence is ${quote(got, 60)}, which is not the one that ended the answer`,
    expected: ({ wanted }) => `stop_sequence ${quote(wanted, 40)}`,
    actual: ({ got }) => quote(got, 60),
  }),
  'thinking-missing': message({
    kind: 'ignored',
    title: 'The answer has no thinking block, although thinking is enabled',
    expected: 'a thinking block before the answer (thinking enabled)',
    actual: 'none',
  }),
  'thinking-late': message<{ first: string }>({
    kind: 'wrong-value',
    title: ({ first }) => `A ${first} block comes before the thinking block`,
    expected: 'thinking blocks before the answer',
    actual: ({ first }) => `${first} first`,
  }),
  'thinking-empty': message({
    kind: 'wrong-value',
    title: 'The thinking block is empty',
    expected: 'the thinking of the model, as it is not omitted',
    actual: 'an empty thinking',
  }),
  'prefill-repeated': message<{ prefill: string; text: string }>({
    kind: 'ignored',
    title: 'The answer does not continue the final assistant message: it begins with the prefill again',
    expected: ({ prefill }) => `text that continues ${quote(prefill, 40)}`,
    actual: ({ text }) => quote(text, 60),
  }),
  'cache-sum-differs': message<{ sum: number; total: number }>({
    kind: 'inconsistent',
    title: 'The values of cache_creation do not add up to cache_creation_input_tokens',
    expected: ({ total }) => `values whose sum is cache_creation_input_tokens, ${total}`,
    actual: ({ sum }) => `${sum}`,
  }),
  'text-before-call': message<{ text: string }>({
    kind: 'ignored',
    title: 'Text comes before a tool call that tool_choice forces',
    expected: 'no text before the tool_use blocks',
    actual: ({ text }) => quote(text, 60),
  }),
  'use-id-repeated': message<{ id: string }>({
    kind: 'repeated',
    title: 'Two tool_use blocks have the same id',
    expected: 'an id that no other tool_use block has',
    actual: ({ id }) => quote(id, 60),
  }),
  'input-malformed': message<{ text: string }>({
    kind: 'malformed-json',
    title: 'The pieces of the input of a tool_use block are not valid JSON',
    expected: 'input_json_delta events whose partial_json joins to one JSON object',
    actual: ({ text }) => quote(text),
  }),
  'input-not-object': message<{ text: string }>({
    kind: 'wrong-type',
    title: 'The input of a tool_use block is not an object',
    expected: 'input_json_delta events whose partial_json joins to one JSON object',
    actual: ({ text }) => quote(text),
  }),
  'token-count-differs': message<{ count: number; used: number }>({
    kind: 'inconsistent',
    title: 'The token count is far from the usage of the same message',
    expected: ({ used }) => `about the ${used} input tokens that the message used`,
    actual: ({ count }) => `${count} input_tokens from count_tokens`,
  }),
  'request-id-repeated': message<{ id: string }>({
    kind: 'repeated',
    title: 'Two responses have the same request-id',
    expected: 'a request-id that no other response has',
    actual: ({ id }) => quote(id, 60),
  }),
  'request-id-differs': message<{ header: string; body: string }>({
    kind: 'inconsistent',
    title: 'The request_id of an error is not that of the request-id header',
    expected: ({ header }) => `request_id ${quote(header, 60)}`,
    actual: ({ body }) => quote(body, 60),
  }),
  'rate-limit-number': message<{ name: string; value: string }>({
    kind: 'wrong-header',
    title: ({ name }) => `${name} is not a number`,
    expected: 'an integer of 0 or more',
    actual: ({ value }) => quote(value, 60),
  }),
  'rate-limit-exceeds': message<{ name: string; remaining: number; limit: number }>({
    kind: 'inconsistent',
    title: ({ name }) => `${name} exceeds its limit`,
    expected: ({ limit }) => `at most the limit, ${limit}`,
    actual: ({ remaining }) => `${remaining} remaining`,
  }),
  'rate-limit-reset-form': message<{ name: string; value: string }>({
    kind: 'wrong-header',
    title: ({ name }) => `${name} is not a time in RFC 3339 format`,
    expected: 'a time such as 2026-01-27T12:00:30Z',
    actual: ({ value }) => quote(value, 60),
  }),
  'error-status-differs': message<{ type: string; wanted: number; status: number }>({
    kind: 'wrong-status',
    title: ({ type, status }) => `An error of the type ${type} has status ${status}`,
    expected: ({ type, wanted }) => `status ${wanted} for ${type}`,
    actual: ({ status }) => `${status}`,
  }),
  'error-in-text': message<{ text: string }>({
    kind: 'wrong-form',
    title: 'The text of a successful answer is an error',
    expected: 'an error status with a JSON error object',
    actual: ({ text }) => quote(text, 80),
  }),
};
