import { describe, expect, it } from 'vitest';
import { compareResults } from '../../../scripts/clients/compare-results.js';
import { describeChanges, findBefore } from '../../../scripts/clients/describe-changes.js';
import { writeClientFile, type ClientFile } from '../../../scripts/clients/write-client-file.js';
import { writeOutcome } from '../../../src/core/clients/parse-clients.js';

describe('the outcome of a task', () => {
  const calls = { calls: [['get_weather', { city: 'Paris' }]], ids: 'distinct', finish: 'tool_calls' };
  const refused = { 'wrong key': { error: 'AuthenticationError', status: 401, message: 'No.', readable: true } };
  const broken = { text: 'First', error: 'APIError', message: 'Overloaded', readable: true };

  it.each([
    ['works', calls, { value: { ...calls } }],
    ['hangs', calls, 'hangs'],
    [
      'throws: TypeError: x is not a function',
      calls,
      { thrown: { error: 'TypeError', message: 'x is not a function\n  at y' } },
    ],
    ['wrong: finish is null instead of "tool_calls"', calls, { value: { ...calls, finish: null } }],
    ['wrong: calls is a list of 0 instead of a list of 1', calls, { value: { ...calls, calls: [] } }],
    ['wrong: calls city is absent instead of "Paris"', calls, { value: { ...calls, calls: [['get_weather', {}]] } }],
    ['works', refused, { value: { 'wrong key': { ...refused['wrong key'], message: 'The key is not valid.' } } }],
    [
      'wrong: wrong key message is "<html>"',
      refused,
      { value: { 'wrong key': { ...refused['wrong key'], message: '<html>', readable: false } } },
    ],
    [
      'wrong: wrong key error is "no error" instead of "AuthenticationError"',
      refused,
      { value: { 'wrong key': { error: 'no error' } } },
    ],
    [
      'throws: SyntaxError: Unexpected end',
      refused,
      { value: { 'wrong key': { error: 'SyntaxError', message: 'Unexpected end', readable: true } } },
    ],
    ['wrong: error is "no error" instead of "APIError"', broken, { value: { text: 'First', error: 'no error' } }],
    [
      'throws: RateLimitError: Wait',
      broken,
      { value: { text: 'First', error: 'RateLimitError', status: 429, message: 'Wait', readable: true } },
    ],
  ] as const)('%s', (written, faithful, result) => {
    expect(writeOutcome(compareResults(faithful, result))).toBe(written);
  });

  it('shows two long texts from their first difference on', () => {
    const [faithful, value] = ['First line, second line.', 'First line, second linE.'];
    expect(compareResults({ text: faithful }, { value: { text: value } }).detail).toBe(
      'text is "…cond linE." instead of "…cond line."',
    );
  });

  it('keeps an address, a control character and a second line out of the detail', () => {
    const thrown = { error: 'Error', message: 'connect 127.0.0.1:4321\u001F failed\nagain' };
    expect(compareResults({}, { thrown }).detail).toBe('Error: connect 127.0.0.1 failed');
  });
});

const file = (version: string, faults: ClientFile['faults']): ClientFile => ({
  client: 'openai',
  version,
  with: { node: '22.22.3' },
  dialect: 'openai-chat',
  measured: '2026-11-29',
  tasks: ['answer', 'stream'],
  faults,
});

it('describes what a new version changes', () => {
  const before = file('7.0.0', { one: { answer: 'works', stream: 'hangs' }, two: {} });
  const after = file('7.1.0', { one: { answer: 'wrong: finish', stream: 'hangs' }, three: {} });
  expect(findBefore([file('6.0.0', {}), before], after)).toBe(before);
  expect(describeChanges(before, after)).toEqual([
    '- openai 7.0.0 → 7.1.0: `one`, answer: `works` → `wrong: finish`',
    '- openai 7.0.0 → 7.1.0: `three` is new',
    '- openai 7.0.0 → 7.1.0: `two` is no longer measured',
  ]);
});

it('writes sorted names and a line for each fault', () => {
  expect(writeClientFile(file('7.0.0', { two: { stream: 'hangs', answer: 'works' }, one: {} }))).toBe(`{
  "client": "openai",
  "dialect": "openai-chat",
  "faults": {
    "one": {},
    "two": { "answer": "works", "stream": "hangs" }
  },
  "measured": "2026-11-29",
  "tasks": ["answer", "stream"],
  "version": "7.0.0",
  "with": { "node": "22.22.3" }
}
`);
});
