import * as fc from 'fast-check';
import { chunk, sseText } from '../../../support/exchange.js';
import { speeches, spoken, style } from './alike-logprobs.js';
import { text } from './alike-rows.js';

/** How a choice is written; `index` where it is not that of its place among the others. */
const speaker = fc.record({
  index: fc.oneof(
    { weight: 5, arbitrary: fc.constant({}) },
    fc.constantFrom(...[0, 5, -1, '1', 1.5, undefined].map((index) => ({ index }))),
  ),
  field: fc.constantFrom('content', 'content', 'content', 'reasoning_content', 'arguments'),
  more: fc.constantFrom(
    {},
    {},
    {},
    {},
    { id: 'chatcmpl-2' },
    { usage: null },
    { created: 1_760_000_000_000 },
    { extra: 1 },
  ),
  finish: fc.constantFrom(null, null, null, null, '', 'odd'),
  spelled: fc.option(fc.record({ style, speeches }), { freq: 2 }),
});
/** What comes next: mostly a text of the next choice. */
const turn = fc.record({
  who: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, fc.nat(3)),
  act: fc.oneof(
    { weight: 30, arbitrary: fc.constant('say') },
    fc.constantFrom('end', 'cut', 'role', 'usage', 'unnumbered', 'done'),
  ),
  said: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(' a', ' ab', 'b', 'é', ' word') }, text),
});
type Speaker = typeof speaker extends fc.Arbitrary<infer T> ? T : never;
type Turn = typeof turn extends fc.Arbitrary<infer T> ? T : never;

function eventOf(choice: Speaker, own: number, { act, said }: Turn, n: number): string {
  const { field, more, finish, spelled } = choice;
  const { index } = { index: own, ...choice.index };
  const write = (delta: object, finished: string | null = finish): string =>
    sseText([chunk(delta, null, { ...more, choices: [{ index, delta, finish_reason: finished }] })]);
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  switch (act) {
    case 'end':
      return write({}, 'stop');
    case 'cut':
      return write({ content: said }, 'length');
    case 'role':
      return write({ role: 'assistant', content: said });
    case 'usage':
      return sseText([chunk({}, null, { choices: [], usage })]);
    case 'unnumbered':
      return sseText([chunk({}, null, { choices: [{ delta: { content: said }, finish_reason: null }] })]);
    case 'done':
      return 'data: [DONE]\n\n';
    case 'say': {
      const speech = spelled?.speeches[n % spelled.speeches.length];
      if (spelled !== null && speech !== undefined) return spoken(speech, spelled.style, JSON.stringify(index));
      return write(
        field === 'arguments' ? { tool_calls: [{ index: 0, function: { arguments: said } }] } : { [field]: said },
      );
    }
  }
}

/** Choices that speak in turn, or in any order. */
export const turnRows = fc
  .tuple(fc.array(speaker, { minLength: 2, maxLength: 3 }), fc.array(turn, { minLength: 6, maxLength: 24 }))
  .map(([speakers, turns]) => {
    let last = -1;
    return turns.flatMap((each, n) => {
      last = (each.who ?? last + 1) % speakers.length;
      const choice = speakers[last];
      return choice === undefined ? [] : [eventOf(choice, last, each, Math.floor(n / speakers.length))];
    });
  });
