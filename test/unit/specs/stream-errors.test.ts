import { expect, it } from 'vitest';
import { judge } from '../../../src/core/judge/judge.js';
import { chunk, makeExchange } from '../../support/exchange.js';
import { ask } from '../../support/faithful.js';
import { casesOf, specOf } from '../../support/specs-and-suites.js';

/** The last event of a stream that fails, as the documents of each provider describe it. */
const DOCUMENTED: readonly (readonly [spec: string, last: object])[] = [
  [
    'openrouter',
    chunk({ content: '' }, 'error', { error: { code: 502, message: 'no', metadata: { error_type: 'provider' } } }),
  ],
  ['groq', chunk({}, null, { x_groq: { id: 'req_1', error: 'over capacity' } })],
  ['cerebras', { status_code: 500, error: { message: 'no', type: 'server_error', param: '', code: '', id: '' } }],
  ['ollama', { error: 'an error was encountered while running the model' }],
];

it.each(DOCUMENTED)('%s: a stream that ends in a documented error fails, or is inconclusive', (id, last) => {
  const spec = specOf(id);
  const testCase = casesOf(spec).find((each) => each.id === 'streaming/minimal');
  if (testCase === undefined) throw new Error('no such case');
  const url = `${spec.baseUrl}${spec.path.slice(new URL(spec.baseUrl).pathname.length)}`;
  const sse = [chunk({ role: 'assistant', content: 'He' }, null, { system_fingerprint: 'fp' }), last, 'data: [DONE]'];
  const exchange = makeExchange({ case: testCase.id, url, request: ask({ stream: true }), sse });
  const judged = (controlWorks: boolean | null): readonly unknown[] => {
    const { verdict, divergences } = judge({ case: testCase, spec, exchanges: [exchange], controlWorks });
    const above = divergences.filter(({ level }) => level !== 'note');
    return [verdict, ...above.map(({ check, level, claim }) => `${check} ${level} ${claim}`)];
  };
  expect(judged(true)).toEqual(['diverges', `stream-error should ${id}.chat.stream.no-error`]);
  expect(judged(null)).toEqual(['inconclusive']);
});

it('a stream that ends in the error of a rate limit is inconclusive, and no fault', () => {
  const spec = specOf('openai');
  const testCase = casesOf(spec).find((each) => each.id === 'streaming/minimal');
  if (testCase === undefined) throw new Error('no such case');
  const error = { error: { message: 'Slow down.', type: 'rate_limit_error', code: 429, param: null } };
  const sse = [chunk({ role: 'assistant', content: 'He' }), error, 'data: [DONE]'];
  const url = `${spec.baseUrl}/chat/completions`;
  const exchange = makeExchange({ case: testCase.id, url, request: ask({ stream: true }), sse });
  const { verdict, inconclusive } = judge({ case: testCase, spec, exchanges: [exchange], controlWorks: true });
  expect([verdict, inconclusive?.reason]).toEqual(['inconclusive', 'rate-limited']);
});
