import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../../src/core/dialect/openai-chat/read-answer.js';
import { chunk, makeExchange, sseText } from '../../../support/exchange.js';

/** The numbers of the events that are read one by one. */
function readOneByOne(events: readonly string[]): readonly number[] {
  return readAnswer(makeExchange({ pieces: [events.join('')] })).events.map(({ n }) => n);
}

describe('log probabilities', () => {
  const other = '{"token":"b","logprob":-1,"bytes":[98]}';
  const entry = `{"token":" a","logprob":-0.5,"bytes":[32,97],"top_logprobs":[${other}]}`;
  const usual = `data: {"choices":[{"index":0,"delta":{"content":" a"},"logprobs":{"content":[${entry}]}}]}\n\n`;
  /** A row of such events, of which the sixth has something else in place of something. */
  const row = (from: string, to: string): readonly string[] => {
    expect(usual).toContain(from);
    return Array.from({ length: 9 }, (_, n) => (n === 5 ? usual.replace(from, to) : usual));
  };

  it.each([
    ['-0.5', '0'],
    ['-0.5', '0.0'],
    ['-0.5', '-0.0'],
    ['-0.5', '-9999.0'],
    ['-0.5', '-1.9361265e-07'],
    ['-0.5', '-3e-5'],
    ['-0.5', '-0.5E-5'],
    ['[32,97]', '[ 32 , 97 ]'],
    ['"token":"b"', '"token":""'],
    ['"token":"b"', '"token":"\\u00e9\\n"'],
    ['[98]', '[195, 169]'],
  ])('with %s as %s are known at a glance', (from, to) => {
    expect(readOneByOne(row(from, to))).toEqual([0, 1, 8]);
  });

  it.each([
    ['b', '[98]'],
    ['é', '[195,169]'],
    ['\\n\\n', '[10,10]'],
    ['\\u00e9\\"', '[195,169,34]'],
    ['🎉', '[240,159,142,137]'],
  ])('of the text %s are known at a glance', (text, bytes) => {
    const events = row(' a', text).map((event) => event.replaceAll('" a"', `"${text}"`).replace('[32,97]', bytes));
    expect(readOneByOne(events)).toEqual([0, 1, 8]);
  });

  it.each([
    '0.5',
    '0.05',
    '5',
    '0e5',
    '00',
    '-00.5',
    '-.5',
    '-0.',
    '-0.5e',
    '-0.5e5',
    '-1e999',
    '+0.5',
    '-',
    'null',
    '"-1"',
    `-${'9'.repeat(400)}`,
  ])('are read where one is written %s', (odd) => {
    expect(readOneByOne(row('-0.5', odd))).toContain(5);
    expect(readOneByOne(row('-1', odd))).toContain(5);
  });

  it.each([
    '[32,98]',
    '[32]',
    '[32,97,97]',
    '[]',
    '[,]',
    '[032,97]',
    '[32,97.0]',
    '[32 97]',
    '[32,353]',
    '[32,97,]',
    'null',
  ])('are read where the bytes of the token are %s', (odd) => {
    expect(readOneByOne(row('[32,97]', odd))).toContain(5);
  });

  it.each(['[]', '[256]', '[098]', '[-98]', '[9.8]', '["b"]', 'null'])(
    'are read where the bytes of another token are %s',
    (odd) => {
      expect(readOneByOne(row('[98]', odd))).toContain(5);
    },
  );

  it.each([
    ['another token', '"token":" a"', '"token":"a"'],
    ['a token of another spelling', '"token":" a"', '"token":"\\u0020a"'],
    ['another text', '"content":" a"', '"content":"a"'],
    ['half of a character', '"token":"b"', '"token":"\\ud83c"'],
    ['a raw piece of the vocabulary', '"token":"b"', '"token":"Ġb"'],
    ['one that is escaped', '"token":"b"', '"token":"\\u0120b"'],
    ['no alternative', other, ''],
    ['two of them', other, `${other},${other}`],
    ['two tokens', entry, `${entry},${entry}`],
    ['none', entry, ''],
    ['another member', '"top_logprobs"', '"top"'],
  ])('are read where one brings %s', (_, from, to) => {
    expect(readOneByOne(row(from, to))).toContain(5);
  });

  it.each([
    ['stand before the text', (event: string) => event.replace(/("delta":.*\}),("logprobs":.*\})\}\]/u, '$2,$1}]')],
    ['stand there twice', (event: string) => event.replace('"logprobs":', '"logprobs":{},"logprobs":')],
    ['are above 0 in each', (event: string) => event.replace('-0.5', '0.5')],
    ['bring bytes twice', (event: string) => event.replace('"bytes":[32', '"bytes":[],"bytes":[32')],
    ['lack the token', (event: string) => event.replace('"token":" a",', '')],
  ])('are read where they %s', (_, edit) => {
    const events = row('-0.5', '-0.25').map(edit);
    expect(events[0]).not.toBe(usual);
    expect(readOneByOne(events)).toHaveLength(9);
  });
});

describe('choices in turn', () => {
  const say = (index: unknown, content: string): string =>
    sseText([chunk({}, null, { choices: [{ index, delta: { content }, finish_reason: null }] })]);
  const turns = (order: string): readonly string[] => [...order].map((who, n) => say(Number(who), ` w${n}`));
  const textsOf = (order: string, who: string): string =>
    [...order].map((each, n) => (each === who ? ` w${n}` : '')).join('');

  it.each(['01010101010101', '0011010001110100', '012012210012', '00000000111111110000'])(
    'are known at a glance, and put together each: %s',
    (order) => {
      const { chunks, choices, eventCount } = readAnswer(makeExchange({ pieces: [turns(order).join('')] }));
      expect(choices.map(({ index, content }) => [String(index), content])).toEqual(
        [...new Set(order)].map((who) => [who, textsOf(order, who)]),
      );
      expect(eventCount).toBe(order.length);
      expect(chunks.length).toBeLessThan(order.length);
      for (const { n, event, value } of chunks) {
        const at = [n, ...(event.alike?.behind ?? []).map((far) => n + far)];
        expect(value).toMatchObject({ choices: [{ index: Number(order[n]) }] });
        expect(at.map((each) => order[each])).toEqual(at.map(() => order[n]));
        expect(event.alike?.texts ?? []).toEqual(at.slice(1).map((each) => ` w${each}`));
      }
    },
  );

  it('have their calls put together, with the chunks that carried them', () => {
    const order = [...'00100110101101'].map(Number);
    const sse = order.map((index, n) => {
      const delta = { tool_calls: [{ index: 0, function: { arguments: `${n},` } }] };
      return chunk({}, null, { choices: [{ index, delta, finish_reason: null }] });
    });
    const { choices } = readAnswer(makeExchange({ sse }));
    for (const { index, toolCalls } of choices) {
      const own = order.flatMap((each, n) => (each === index ? [n] : []));
      expect(toolCalls).toMatchObject([{ arguments: own.map((n) => `${n},`).join(''), chunks: own }]);
    }
  });

  it('are read one by one where nothing tells them apart', () => {
    const order = [...'0101010101'];
    const unnumbered = order.map((who, n) =>
      sseText([chunk({ content: ` w${n}` }, null, { id: who, choices: [{ delta: { content: ` w${n}` } }] })]),
    );
    expect(readOneByOne(unnumbered)).toHaveLength(10);
    expect(readOneByOne(order.map((who, n) => say(who, ` w${n}`)))).toHaveLength(10);
    expect(readOneByOne(order.map((_, n) => say(n / 2, ` w${n}`)))).toHaveLength(10);
  });

  it.each([
    ['a comment', ': keep-alive\n\n', 0],
    ['a terminator', 'data: [DONE]\n\n', 0],
    ['an end', sseText([chunk({}, 'stop')]), 1],
  ])('begin anew behind %s', (_, between, more) => {
    const [first, second] = [turns('010101010101'), turns('1010101010')];
    const { chunks } = readAnswer(makeExchange({ pieces: [[...first, between, ...second].join('')] }));
    const numbers = chunks.map(({ n }) => n);
    const start = first.length + more;
    expect(numbers.slice(0, 4)).toEqual([0, 1, 2, 3]);
    expect(numbers.filter((n) => n >= first.length - 2)).toEqual(
      [-2, -1, ...(more === 1 ? [0] : [])]
        .map((n) => first.length + n)
        .concat([0, 1, 2, 3, 8, 9].map((n) => start + n)),
    );
  });

  it('are many, and known in part', () => {
    const order = Array.from({ length: 400 }, (_, n) => n % 20);
    const { choices, eventCount } = readAnswer(
      makeExchange({ pieces: [order.map((who, n) => say(who, ` w${n}`)).join('')] }),
    );
    expect(eventCount).toBe(400);
    expect(choices.map(({ content }) => content?.split(' ').length)).toEqual(Array.from({ length: 20 }, () => 21));
  });
});
