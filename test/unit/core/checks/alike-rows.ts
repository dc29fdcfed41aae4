import * as fc from 'fast-check';
import { chunk, sseText } from '../../../support/exchange.js';

/** What a chunk may hold beside its text, faithful or not, that stays the same from one to the next. */
const manner = fc.record(
  {
    id: fc.constantFrom('', 'chatcmpl-2', 7, null),
    created: fc.constantFrom(1_760_000_000_000, '1760000000', 1.5),
    object: fc.constantFrom('chat.completion', 'error', ''),
    model: fc.constantFrom('other', ''),
    usage: fc.constantFrom(null, {}, { prompt_tokens: 1, completion_tokens: 0, total_tokens: 1 }),
    service_tier: fc.constantFrom('default', 'odd'),
    error: fc.constantFrom(null, 'down'),
    extra: fc.constantFrom(1, { deep: [1] }),
  },
  { requiredKeys: [] },
);
const choice = fc.record(
  {
    index: fc.constantFrom(1, -1, '0'),
    finish_reason: fc.constantFrom('', 'stop', 'odd'),
    logprobs: fc.constantFrom(null, {}, { content: [] }),
    message: fc.constantFrom(null, { content: 'x' }),
  },
  { requiredKeys: [] },
);
const delta = fc.record(
  {
    role: fc.constantFrom('assistant', '', null),
    refusal: fc.constantFrom(null, '', 'no'),
    tool_calls: fc.constantFrom([], null, [{ index: 0, id: 'c', function: { name: 'f', arguments: '' } }]),
    function_call: fc.constantFrom(null, {}),
    content: fc.constantFrom(null, ''),
  },
  { requiredKeys: [] },
);
/** A piece of text, faithful or not. */
export const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(' a', ' ab', ' abc', 'b', ' word') },
  fc.constantFrom('', '\ufffd', '\ud83c', '\udf89', 'é', '🎉', '\n', '"', '\\', '\u0000', '</s>', '[DONE]', 'data: x'),
);
const row = fc.record({
  manner,
  choice,
  delta,
  field: fc.constantFrom('content', 'content', 'content', 'reasoning_content', 'reasoning'),
  texts: fc.array(text, { maxLength: 7 }),
  padded: fc.boolean(),
  twice: fc.boolean(),
});
/** Fragments of a tool call's arguments. */
const callRow = fc.record({
  opening: fc.boolean(),
  fragment: fc.record(
    {
      index: fc.constantFrom(0, 1, -1, null),
      id: fc.constantFrom('', 'call_1', null),
      type: fc.constantFrom('function', null),
      name: fc.constantFrom('', 'get_time', null),
    },
    { requiredKeys: [] },
  ),
  texts: fc.array(fc.constantFrom('{"a":', ' 1', '}', '{}', '', 'é', '\ufffd', '"'), { maxLength: 7 }),
  content: fc.constantFrom(undefined, null, '', 'x'),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

function eventsOf(each: Row): readonly string[] {
  return each.texts.map((said, n) => {
    const whole = {
      ...chunk({ ...each.delta, [each.field]: said }),
      ...each.manner,
      ...(each.padded ? { obfuscation: 'x'.repeat(n % 3) } : {}),
    };
    const json = JSON.stringify({
      ...whole,
      choices: [{ index: 0, delta: { ...each.delta, [each.field]: said }, finish_reason: null, ...each.choice }],
    });
    // A member that stands twice: the last one counts.
    return `data: ${each.twice ? json.replace('"delta":{', `"delta":{"${each.field}":"first",`) : json}\n\n`;
  });
}

type CallRow = typeof callRow extends fc.Arbitrary<infer T> ? T : never;

function callEventsOf({ opening, fragment, texts, content }: CallRow): readonly string[] {
  const { name, ...rest } = fragment;
  const open = { index: 0, id: 'call_1', type: 'function', function: { name: 'get_time', arguments: '' } };
  const calls = [
    ...(opening ? [open] : []),
    ...texts.map((said) => ({ ...rest, function: { ...(name === undefined ? {} : { name }), arguments: said } })),
  ];
  return calls.map((call) => sseText([chunk({ tool_calls: [call], content })]));
}

/** Rows of events that differ in their text alone, or nearly so. */
export const rows = fc.oneof({ weight: 3, arbitrary: row.map(eventsOf) }, callRow.map(callEventsOf));
