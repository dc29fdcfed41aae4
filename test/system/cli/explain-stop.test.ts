import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { conformance } from '../e2e/support/conformance.js';
import { emptyFolder } from '../e2e/support/out-folder.js';

const json = { 'content-type': 'application/json' };
const errorOf = (message: string, code: string | null = null): string =>
  JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code } });
const MODELS = JSON.stringify({ object: 'list', data: [{ id: 'llama3' }, { id: 'embed-1' }, { id: 'qwen' }] });

/** A host on which each path has something else that keeps a run from its beginning. */
const server = createServer((request, response) => {
  const answer = (status: number, body: string, headers: Record<string, string> = json): void => {
    response.writeHead(status, headers).end(body);
  };
  request.resume().on('end', () => {
    const url = request.url ?? '';
    if (url === '/gateway/v1/models' || url === '/model/v1/models') return answer(200, MODELS);
    if (url.startsWith('/key/')) return answer(401, errorOf('Not \u001B[31mauthenticated'));
    if (url.startsWith('/model/')) return answer(404, errorOf('The model gpt-4o does not exist', 'model_not_found'));
    if (url.startsWith('/page/')) return answer(200, '<html></html>', { 'content-type': 'text/html' });
    return answer(404, errorOf('no such route'));
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => server.close());

const key = { CONFORMANCE_API_KEY: 'sk-1' };

describe('a run that could not begin', { timeout: 60_000 }, () => {
  it.each<[string, Record<string, string>, string]>([
    ['/key/v1', key, '401 "Not \\u001b[31mauthenticated". Check the key in CONFORMANCE_API_KEY, or name another'],
    ['/key/v1', {}, 'No key was sent: set CONFORMANCE_API_KEY to the key'],
    ['/model/v1', key, 'The endpoint lists "llama3", "qwen", "embed-1". Name another with --model.'],
    [
      '/gateway',
      key,
      `The base URL lacks its version prefix (404 "no such route"). Try --base-url ${origin}/gateway/v1`,
    ],
    ['/none', key, '404 "no such route". Check --model and --base-url, which usually ends with a version prefix'],
    ['/none/v1', key, '404 "no such route". Check --model and --base-url.\n'],
    ['/page/v1', key, 'The endpoint answered the control request with an HTML page with status 200'],
  ])('is one sentence with what to change, and status 2: %s %#', async (path, env, words) => {
    const flags = ['--spec', 'openai', '--model', 'gpt-4o', '--out', emptyFolder()];
    const ran = await conformance(['run', '--base-url', origin + path, ...flags], env);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr.slice(ran.stderr.indexOf('Evidence and reports'))).toContain(words);
  });
});
