import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { RunEvent } from '../../src/core/model/event.js';
import type { Fault } from '../../src/reference/fault.js';
import { serveReference } from '../../src/reference/serve.js';
import { launchChromium } from '../support/chromium.js';
import { specOf } from '../support/specs-and-suites.js';
import { faulty } from '../system/judge/faulty.js';
import { servePage } from '../system/judge/proxy.js';
import { judgeFiles, resultsOf, reported } from '../system/judge/verdict-lines.js';

const KEY = 'sk-of-the-page-1234567890';

/** What a page asks. Its key is in a header, as in many demos. */
const PAGE = `<!doctype html><title>Chat</title><script>
const messages = [{ role: 'user', content: 'Reply with exactly: caf\u00e9 \u{1f389}' }];
async function ask(base, body) {
  const response = await fetch(base + '/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer ${KEY}' },
    body: JSON.stringify({ model: 'gpt-5.4', messages, max_completion_tokens: 64, ...body }),
  });
  const reader = response.body.getReader();
  while (!(await reader.read()).done) {}
}
async function work(other) {
  await ask('', {});
  await ask('', { stream: true, stream_options: { include_usage: true } });
  await ask(other, { stream: true });
  await ask('', { temperature: 99 });
  await fetch('/v1/models').then((response) => response.text());
  await fetch('/v1/embeddings', { method: 'POST', body: '{}' }).then((response) => response.text());
}
</script>`;

/** The HAR of a Chromium whose page talks to a reference provider with these faults. */
async function record(faults: readonly Fault[]): Promise<string> {
  const served = await serveReference({ spec: specOf('openai'), faults });
  onTestFinished(() => served.close());
  const dir = mkdtempSync(join(tmpdir(), 'conformance-chromium-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const origin = await servePage(PAGE, served.baseUrl, served.key);
  const other = await servePage(PAGE, served.baseUrl, served.key);
  const browser = await launchChromium();
  const file = join(dir, 'page.har');
  try {
    const context = await browser.newContext({ recordHar: { path: file, mode: 'full', content: 'embed' } });
    const page = await context.newPage();
    await page.goto(origin);
    await page.evaluate(`work(${JSON.stringify(other)})`);
    await context.close();
  } finally {
    await browser.close();
  }
  return file;
}

function casesOf(events: readonly RunEvent[]): readonly string[] {
  return resultsOf(events).map(({ case: id, verdict }) => `${id.replace(/\d+/, 'n')}: ${verdict}`);
}

test('what a browser recorded of a faithful endpoint conforms, and its key is not kept', async () => {
  const file = await record([]);
  expect(readFileSync(file, 'utf8')).toContain(KEY);
  const events = await judgeFiles([file], ['openai']);
  expect(reported(events).filter((line) => !line.startsWith('note '))).toEqual([]);
  expect(casesOf(events)).toEqual([
    'captured/n-chat: conforms',
    'captured/n-chat-streamed: conforms',
    'captured/n-chat-streamed: conforms',
    'captured/n-chat: conforms',
    'captured/n-models: conforms',
  ]);
  const plan = events.find((event) => event.type === 'plan');
  expect(plan?.omitted.map(({ needs }) => needs)).toEqual(['the operation GET /', 'the operation POST /v1/embeddings']);
  expect(JSON.stringify(events)).not.toContain(KEY);
}, 120_000);

test('faults on the wire are reported as a browser recorded them; the end of a stream stays inconclusive', async () => {
  const usage = { prompt_tokens: 9, completion_tokens: 9, total_tokens: 19 };
  const file = await record([
    faulty({ response: (body) => ({ ...body, usage }) }),
    faulty({ chunks: (chunks) => chunks.map((chunk, n) => ({ ...chunk, id: `chatcmpl-${n}` })) }),
    faulty({ frames: (frames) => frames.filter((frame) => !frame.includes('[DONE]')) }),
    faulty({ refusal: () => null }),
  ]);
  const events = await judgeFiles([file], ['openai']);
  const lines = reported(events).filter((line) => !line.startsWith('note '));
  expect(lines.map((line) => line.replaceAll(/\d+-/g, 'n-'))).toEqual([
    'must chunk-constant inconsistent chunk /id: n-chat-streamed, n-chat-streamed',
    'must usage-sum inconsistent body /usage/total_tokens: n-chat',
  ]);
  // The documents do not state a refusal of this value: for a request that somebody else sent, it is a note.
  expect(reported(events).map((line) => line.replaceAll(/\d+-/g, 'n-'))).toContainEqual(
    expect.stringMatching(/^note refusal accepted-invalid status: n-chat$/),
  );
}, 120_000);

test('a stream whose end a browser does not show is inconclusive', async () => {
  const file = await record([faulty({ frames: (frames) => frames.filter((frame) => !frame.includes('[DONE]')) })]);
  const streamed = resultsOf(await judgeFiles([file], ['openai'])).filter(({ case: id }) => id.endsWith('-streamed'));
  expect(streamed.map(({ verdict, inconclusive }) => [verdict, inconclusive?.reason])).toEqual([
    ['inconclusive', 'not-observed'],
    ['inconclusive', 'not-observed'],
  ]);
}, 120_000);
