import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Report } from '../../src/core/model/report.js';
import { peakMemory } from '../kit/peak-memory.js';
import type { Row } from '../kit/row.js';

/** What the control request is answered. */
const ANSWER = {
  id: 'chatcmpl-0',
  object: 'chat.completion',
  created: 1_790_000_000,
  model: 'm',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: 'pong', refusal: null },
      logprobs: null,
      finish_reason: 'stop',
    },
  ],
  usage: { prompt_tokens: 9, completion_tokens: 1, total_tokens: 10 },
};

const MB = 1024 * 1024;

/** So many chunks, each with so many characters of text beside its own word. */
const STREAMS = [
  ['a stream of a million chunks', 1_000_000, 0],
  ['a stream of 1 GB', 1_000_000, 820],
] as const;

/** How far the memory of a run rises above that of one request when it judges a very long stream to its end. */
export async function measureLongStream(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const faithful = ['run', '--reference', 'openai', '--spec', 'openai', '--only', 'basic/minimal', '--out', folder];
  const floor = await peakMemory(faithful);
  const rows: Row[] = [];
  for (const [what, chunks, more] of STREAMS) {
    const server = createServer((request, response) => {
      void text(request).then(async (body) => {
        if (body.includes('"stream":true')) await write(response, chunks, more);
        else response.setHeader('content-type', 'application/json').end(JSON.stringify(ANSWER));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const base = ['--base-url', `http://127.0.0.1:${port}/v1`, '--model', 'm', '--spec', 'openai', '--out', folder];
    const limits = ['--max-chunks', '2000000', '--max-body', '3000000000'];
    const peak = await peakMemory(['run', ...base, ...limits, '--only', 'streaming/minimal']);
    server.close();
    const { totals } = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as Report;
    if (totals.inconclusive > 0) throw new Error(`${what} was not judged: ${JSON.stringify(totals)}`);
    rows.push({
      what: `memory (of 64 MB): ${what}, judged to its end`,
      measured: `${((peak - floor) / MB).toFixed(0)} MB above`,
      floor: `one request that is answered: ${(floor / MB).toFixed(0)} MB`,
      ratio: (peak - floor) / (64 * MB),
      aim: { atMost: 1 },
    });
  }
  await rm(folder, { recursive: true });
  return rows;
}

async function write(response: ServerResponse, chunks: number, more: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const chunk = (delta: object, finish: string | null): string =>
    `data: ${JSON.stringify({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1_790_000_000,
      model: 'm',
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    })}\n\n`;
  response.write(chunk({ role: 'assistant', content: '', refusal: null }, null));
  const padding = 'x'.repeat(more);
  for (let n = 0; n < chunks && !response.destroyed; n += 500) {
    const part = Array.from({ length: 500 }, (_, at) => chunk({ content: ` w${n + at}${padding}` }, null)).join('');
    if (!response.write(part)) await once(response, 'drain');
  }
  response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
}
