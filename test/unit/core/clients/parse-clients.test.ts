import { expect, it } from 'vitest';
import {
  parseMeasuredClient,
  parseRaisedFaults,
  writeOutcome,
  writeRaised,
} from '../../../../src/core/clients/parse-clients.js';

const file = {
  client: '@ai-sdk/openai-compatible',
  dialect: 'openai-chat',
  faults: {
    'b-created-missing-chunk': {
      stream: 'works',
      'streamed-tool-call': 'throws: AI_TypeValidationError: Type: failed',
    },
    'vllm-max-tokens-0-hang': { stream: 'hangs' },
    'penalties-ignored': {},
  },
  measured: '2026-11-29',
  tasks: ['answer', 'stream', 'streamed-tool-call'],
  version: '3.0.92',
  with: { ai: '7.0.173' },
};

it('reads the outcome of every task, also of those that a file leaves out', () => {
  const client = parseMeasuredClient(file);
  expect(client).toMatchObject({
    client: '@ai-sdk/openai-compatible',
    version: '3.0.92',
    dialect: 'openai-chat',
    measured: '2026-11-29',
    tasks: ['answer', 'stream', 'streamed-tool-call'],
  });
  expect(client.with.get('ai')).toBe('7.0.173');
  const written = [...client.faults].map(([fault, tasks]) => [
    fault,
    ...[...tasks].map(([task, outcome]) => `${task} ${writeOutcome(outcome)}`),
  ]);
  expect(written).toEqual([
    [
      'b-created-missing-chunk',
      'answer not-used',
      'stream works',
      'streamed-tool-call throws: AI_TypeValidationError: Type: failed',
    ],
    ['vllm-max-tokens-0-hang', 'answer not-used', 'stream hangs', 'streamed-tool-call not-used'],
    ['penalties-ignored', 'answer not-used', 'stream not-used', 'streamed-tool-call not-used'],
  ]);
});

it.each([
  [{ ...file, tasks: ['reply'] }, '"reply" is not a task'],
  [{ ...file, faults: { one: { stream: 'breaks' } } }, '"breaks" is not an outcome'],
  [{ ...file, version: 3 }, 'version is not a string'],
])('rejects a file of another form', (other, reason) => {
  expect(() => parseMeasuredClient(other)).toThrow(reason);
});

it('reads what runs report for faults', () => {
  const lines = ['schema missing-field chunk /created', 'content-coding wrong-header header content-encoding'];
  const [read] = parseRaisedFaults({ 'openai-chat': { 'b-created-missing-chunk': lines, 'note-only': [] } });
  expect(read?.dialect).toBe('openai-chat');
  expect(read?.faults.get('b-created-missing-chunk')?.map(writeRaised)).toEqual(lines);
  expect(read?.faults.get('note-only')).toEqual([]);
  const titled = parseRaisedFaults({ 'openai-chat': { one: ['schema wrong-value chunk /id: id is ": x"', ...lines] } });
  expect(titled[0]?.faults.get('one')?.map(({ place, title }) => [place, title])).toEqual([
    ['chunk /id', 'id is ": x"'],
    ['chunk /created', null],
    ['header content-encoding', null],
  ]);
  expect(() => parseRaisedFaults({ 'openai-chat': { one: ['schema'] } })).toThrow('"schema" is not a divergence');
});
