import { expect, it } from 'vitest';
import { contentPlace, readChoices } from '../../../../../src/core/dialect/openai-chat/read-choices.js';
import { readAnswer } from '../../../../../src/core/dialect/openai-chat/read-answer.js';
import { chunk, makeExchange } from '../../../../support/exchange.js';

const ORDER = [0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 0];

/** A stream in which choices speak in that order, each time a letter. */
function choicesOf(deltaOf: (text: string) => object) {
  const sse = ORDER.map((index, n) =>
    chunk({}, null, { choices: [{ index, delta: deltaOf(String.fromCharCode(97 + n)), finish_reason: null }] }),
  );
  const answer = readAnswer(makeExchange({ sse }));
  return readChoices(answer).map((choice) => ({
    choice,
    own: ORDER.flatMap((index, n) => (index === choice.index ? [n] : [])),
  }));
}

it('tells where each character of a text stood, also where several choices take turns', () => {
  for (const { choice, own } of choicesOf((content) => ({ content }))) {
    expect(choice.content).toBe(own.map((n) => String.fromCharCode(97 + n)).join(''));
    expect(own.map((_, offset) => contentPlace(choice, offset))).toEqual(
      own.map((n) => ({ part: 'chunk', chunk: n, pointer: '/choices/0/delta/content' })),
    );
  }
});

it('tells where each fragment of a call stood', () => {
  const say = (text: string): object => ({ tool_calls: [{ index: 0, function: { arguments: text } }] });
  for (const { choice, own } of choicesOf(say)) {
    expect(choice.calls.flatMap(({ fragments }) => fragments.map((each) => [each.chunk, each.text]))).toEqual(
      own.map((n) => [n, String.fromCharCode(97 + n)]),
    );
  }
});
