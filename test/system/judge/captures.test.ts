import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judgeFiles, resultsOf, reported } from './verdict-lines.js';

const captures = join(import.meta.dirname, 'captures');

/** Traffic as real servers answer it: a local engine, a Python server, mocks. Each line of the text is one divergence. */
test.each(['local-engine', 'python-server', 'mock'])('%s has the divergences of its text file', async (name) => {
  const events = await judgeFiles([join(captures, `${name}.har`)], ['openai']);
  await expect(`${reported(events).join('\n')}\n`).toMatchFileSnapshot(join(captures, `${name}.txt`));
});

test('what is an extension, or has a reason that no capture shows, is a note at most', async () => {
  const events = await judgeFiles([join(captures, 'local-engine.har')], ['openai']);
  const spared = [
    'wrong-key',
    'plain',
    'extensions',
    'unknown-parameter',
    'nulls',
    'answered-call',
    'context-overflow',
  ];
  const results = resultsOf(events).filter(({ case: id }) => spared.some((name) => id.endsWith(`-${name}`)));
  expect(results).toHaveLength(spared.length);
  expect(results.flatMap(({ divergences }) => divergences.filter(({ level }) => level !== 'note'))).toEqual([]);
  const verdicts = results.map(({ case: id, verdict }) => `${id}: ${verdict}`);
  expect(verdicts).toContain('captured/1-wrong-key: inconclusive');
});

test('a mitmproxy capture is read as it was on the wire, without a divergence', async () => {
  const file = join(captures, 'mitmproxy.har');
  const events = await judgeFiles([file], ['openai']);
  expect(reported(events).filter((line) => !line.startsWith('note '))).toEqual([]);
  expect(resultsOf(events).map(({ case: id, verdict }) => `${id}: ${verdict}`)).toEqual([
    'captured/1-chat: conforms',
    'captured/2-chat-streamed: conforms',
    'captured/3-chat: conforms',
    'captured/4-chat: conforms',
    'captured/5-models: conforms',
    'captured/6-chat: inconclusive',
    'captured/8-chat: inconclusive',
    'captured/9-chat: inconclusive',
  ]);
  const streamed = events.find((event) => event.type === 'exchange' && event.exchange.id === 1);
  const body = streamed?.type === 'exchange' ? (streamed.exchange.response?.body ?? []) : [];
  expect(Buffer.concat(body.map(({ bytes }) => bytes)).toString()).toContain('naïf café ☕.');
  expect(readFileSync(file, 'utf8')).toContain('sk-of-a-user');
  expect(JSON.stringify(events)).not.toContain('sk-of-a-user');
});
