import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../../src/core/dialect/read-answer.js';
import { makeExchange } from '../../../support/exchange.js';
import { streamText } from './arbitrary.js';
import { propertyRuns } from '../../../support/property-runs.js';

const NAMES = [
  ...'choices delta message content tool_calls function arguments index id name'.split(' '),
  ...'finish_reason usage error text function_call reasoning __proto__ constructor'.split(' '),
];

/** Values where an answer has others: any JSON under the names that assembly looks at. */
const { hostile } = fc.letrec((tie) => ({
  hostile: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue({ maxDepth: 2 }),
    fc.array(tie('hostile'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('hostile'), { maxKeys: 4 }),
  ),
}));

describe('readAnswer on hostile bytes', () => {
  it('never throws, whatever the bytes', () => {
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      streamText.map((text) => new TextEncoder().encode(text)),
    );
    fc.assert(
      fc.property(any, fc.integer({ min: 0, max: 999 }), fc.string(), (body, status, request) => {
        const answer = readAnswer(makeExchange({ body, status, request }));
        expect(answer.bytes).toEqual(body);
        expect(answer.header('content-type')).toEqual(['application/json']);
      }),
      propertyRuns(1000),
    );
  });

  it('never throws, whatever stands where an answer has its members', () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 4 }), (values) => {
        const texts = values.map((value) => JSON.stringify(value));
        const streamed = readAnswer(makeExchange({ sse: texts.map((text) => `data: ${text}`) }));
        expect(streamed.reply.chunks).toHaveLength(texts.length);
        const body = readAnswer(makeExchange({ body: texts[0] ?? '{}' }));
        expect(body.body.ok).toBe(true);
      }),
      propertyRuns(1000),
    );
  });

  it('pollutes no prototype', () => {
    const body = '{"choices":[{"__proto__":{"index":7,"polluted":1},"message":{"__proto__":{"content":"x"}}}]}';
    const answer = readAnswer(makeExchange({ body }));
    expect(answer.reply.outputs[0]).toMatchObject({ index: 0, text: { text: '' } });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('reads nesting deeper than the stack', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const call = `{"index":0,"function":{"name":"f","arguments":${deep}}}`;
    const body = `{"choices":[{"message":{"content":${deep},"tool_calls":[${call}]}}],"error":${deep}}`;
    expect(readAnswer(makeExchange({ body })).reply.outputs).toHaveLength(1);
  });

  it('reads one line of many megabytes that nothing ends', () => {
    const answer = readAnswer(makeExchange({ pieces: ['data: ', new Uint8Array(32 << 20).fill(0x61)] }));
    expect(answer.events).toHaveLength(1);
    expect(answer.events[0]).toMatchObject({ terminated: false, offset: 0, ms: 20 });
  });
});
