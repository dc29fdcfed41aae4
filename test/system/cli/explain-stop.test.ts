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
    if (url.startsWith('/credit/')) return answer(402, errorOf('Insufficient Balance'));
    if (url.startsWith('/quota/')) return answer(429, errorOf('You exceeded your quota', 'insufficient_quota'));
    if (url.startsWith('/rate/')) return answer(429, errorOf('Slow down'), { ...json, 'retry-after': '0' });
    if (url.startsWith('/echo/')) return answer(500, errorOf(`Failed for ${key.CONFORMANCE_API_KEY}`));
    if (url.startsWith('/page/')) return answer(200, '<html></html>', { 'content-type': 'text/html' });
    return answer(404, errorOf('no such route'));
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => server.close());

const key = { CONFORMANCE_API_KEY: 'sk-1234567890abcdef' };

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
    ['/credit/v1', key, '402 "Insufficient Balance". The account has no credit left'],
    ['/quota/v1', key, '429 "You exceeded your quota". The account has no credit left'],
    ['/rate/v1', key, 'The endpoint sent only status 429 "Slow down" in response to the first 3 cases'],
    ['/page/v1', key, 'The endpoint answered the control request with an HTML page with status 200'],
  ])('is one sentence with what to change, and status 2: %s %#', async (path, env, words) => {
    const flags = ['--spec', 'openai', '--model', 'gpt-4o', '--out', emptyFolder()];
    const ran = await conformance(['run', '--base-url', origin + path, ...flags], env);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr.slice(ran.stderr.indexOf('Evidence and reports'))).toContain(words);
  });

  it('does not repeat the key that a server repeats', async () => {
    const flags = ['--spec', 'openai', '--model', 'gpt-4o', '--out', emptyFolder()];
    const { stdout, stderr } = await conformance(['run', '--base-url', `${origin}/echo/v1`, ...flags], key);
    expect(stdout + stderr).toContain('sent only status 500 "Failed for ');
    expect(stdout + stderr).not.toContain(key.CONFORMANCE_API_KEY);
  });
});
