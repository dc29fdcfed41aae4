import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import type { Report } from '../../src/core/model/report.js';
import { conformance } from '../system/e2e/support/conformance.js';
import { completion } from '../support/exchange.js';
import { TESTED } from './servers/installed.js';

/** What is used of Polly.JS, which records requests of Node's http module as HAR. */
interface PollyCore {
  readonly Polly: new (name: string, options: object) => { readonly stop: () => Promise<void> };
}

const folder = mkdtempSync(join(tmpdir(), 'conformance-polly-'));
const load = createRequire(join(TESTED.installed, 'package.json'));
const key = 'sk-of-somebody-else';

/** Compresses its answers, as most services do. The answer to the second request lacks a required member. */
const server = http.createServer((_, response) => {
  const answer = completion({ role: 'assistant', content: 'pong', refusal: null }) as Record<string, unknown>;
  const { created, ...rest } = answer;
  const id = `chatcmpl-${answers}`;
  const body = gzipSync(JSON.stringify(answers++ === 0 ? { ...rest, id, created } : { ...rest, id }));
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip', 'x-request-id': 'req_1' });
  response.end(body);
});
let answers = 0;

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function send(port: number, content: string): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  await new Promise<void>((resolve, reject) => {
    const options = { port, path: '/v1/chat/completions', method: 'POST', headers };
    const sent = http.request(options, (response) => response.on('end', resolve).resume());
    sent.on('error', reject);
    sent.end(JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] }));
  });
}

it('judges what Polly.JS recorded of compressed answers', { timeout: 60_000 }, async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { Polly } = load('@pollyjs/core') as PollyCore;
  const polly = new Polly('chat', {
    adapters: [load('@pollyjs/adapter-node-http')],
    persister: load('@pollyjs/persister-fs') as unknown,
    persisterOptions: { fs: { recordingsDir: folder } },
    mode: 'record',
  });
  await send(port, 'Reply with exactly: pong');
  await send(port, 'Reply again with exactly: pong');
  await polly.stop();
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const file = join(folder, found.find((name) => name.endsWith('recording.har')) ?? '');
  expect(readFileSync(file, 'utf8')).toMatch(/"text": "\[\\"H4sI/u);

  const out = join(folder, 'report');
  const ran = await conformance(['judge', file, '--spec', 'openai', '--out', out]);
  expect(ran).toMatchObject({ status: 1 });
  const { results } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Report;
  expect(
    results.map(({ verdict, divergences }) => [
      verdict,
      ...divergences.flatMap(({ level, at }) => (level === 'note' ? [] : [JSON.stringify(at)])),
    ]),
  ).toEqual([['conforms'], ['diverges', '{"part":"body","pointer":"/created"}']]);
  expect(readFileSync(join(out, 'results.ndjson'), 'utf8')).not.toContain(key);
});
