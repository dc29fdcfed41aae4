import { afterEach, expect, test, vi } from 'vitest';
import { postJson } from '../../../src/io/http/post-json.js';
import { makeCertificate } from '../../support/make-certificate.js';
import { serveHttp, serveHttps } from '../../unit/io/serve.js';

afterEach(() => vi.unstubAllEnvs());

test('posts to a webhook, and follows no redirect', async () => {
  const requests: string[] = [];
  const url = await serveHttp((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(request.url === '/v1' ? 200 : 302, { location: '/v1' }).end();
  });
  await expect(postJson(url, { a: 1 }, 'HOOK')).resolves.toMatchObject({ ok: true });
  const moved = await postJson(`${url}/moved?token=secret`, { a: 1 }, 'HOOK');
  expect(JSON.stringify(moved)).toContain('status 302');
  expect(JSON.stringify(moved)).not.toContain('secret');
  expect(requests).toEqual(['POST /v1', 'POST /v1/moved?token=secret']);
});

test.each(['0', '1'])('posts nothing to an unknown certificate with NODE_TLS_REJECT_UNAUTHORIZED=%s', async (value) => {
  let requests = 0;
  const url = await serveHttps(await makeCertificate(), (_, response) => {
    requests += 1;
    response.end();
  });
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', value);
  const posted = await postJson(`${url}?token=secret`, { a: 1 }, 'HOOK');
  expect(posted.ok).toBe(false);
  expect(JSON.stringify(posted)).not.toContain('secret');
  expect(requests).toBe(0);
});
