import { createServer, request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeCertificate } from '../../support/make-certificate.js';
import { conformance, makeFolder } from './kit/command.js';
import { serveHostile } from './kit/serve-hostile.js';
import { serveTls } from './kit/serve-tls.js';

const KEY = 'sk-of-the-environment-0123456789';
const certificate = await makeCertificate();
const FEW = ['--spec', 'openai', '--model', 'm', '--only', 'basic/minimal', 'streaming/minimal'];

const decent = () => serveHostile('no request has this text', () => {});

function run(baseUrl: string, env: Readonly<Record<string, string>>, ...flags: readonly string[]) {
  const args = ['run', '--base-url', baseUrl, ...FEW, '--out', join(makeFolder(), 'run'), ...flags];
  return conformance(args, { CONFORMANCE_API_KEY: KEY, ...env });
}

/** A proxy that forwards requests and opens tunnels. */
async function serveProxy(refusesTunnels = false) {
  const heads: string[] = [];
  const note = ({ method, url, rawHeaders }: IncomingMessage): void =>
    void heads.push(`${method} ${url} ${rawHeaders.join('|')}`);
  const server = createServer((incoming, outgoing) => {
    note(incoming);
    const { hostname, port, pathname: path } = new URL(incoming.url ?? '');
    const { method, headers } = incoming;
    const passed = request({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passed);
  });
  server.on('connect', (incoming, client) => {
    note(incoming);
    if (refusesTunnels) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const { hostname, port } = new URL(`http://${incoming.url ?? ''}`);
    const socket = connect(Number(port), hostname, () => client.write('HTTP/1.1 200 Connection established\r\n\r\n'));
    socket.on('error', () => client.destroy());
    client.on('error', () => socket.destroy());
    socket.pipe(client).pipe(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { host: `127.0.0.1:${port}`, heads };
}

const OFF = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };

test('NODE_TLS_REJECT_UNAUTHORIZED=0 does not send anything to a self-signed host', async () => {
  const server = await serveTls(certificate);
  const { status, stderr } = await run(server.baseUrl, OFF);
  expect([status, server.requests()]).toEqual([2, 0]);
  expect(stderr).toContain('(DEPTH_ZERO_SELF_SIGNED_CERT): its certificate is self-signed');
  expect(stderr).toContain('NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect: certificates are verified.');
});

test('the same holds for the upstream, and for the list of models', async () => {
  const [target, upstream] = [await decent(), await serveTls(certificate)];
  const against = await run(target.baseUrl, OFF, '--against', upstream.baseUrl);
  expect([against.status, upstream.requests()]).toEqual([2, 0]);
  const folder = makeFolder();
  const listed = await conformance(
    ['run', '--base-url', upstream.baseUrl, '--spec', 'openai', '--out', join(folder, 'run')],
    { CONFORMANCE_API_KEY: KEY, ...OFF },
  );
  expect([listed.status, upstream.requests()]).toEqual([2, 0]);
});

test('--insecure sends requests to a self-signed host, and warns', async () => {
  const server = await serveTls(certificate);
  const ran = await run(server.baseUrl, { CONFORMANCE_API_KEY: server.key }, '--insecure');
  expect([ran.status, server.requests()]).toEqual([0, 2]);
  expect(ran.stderr).toContain('--insecure: certificates are not verified.');
});

test.each(['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'])(
  'requests go through the proxy in %s',
  async (name) => {
    const [server, proxy] = [await decent(), await serveProxy()];
    const { status, stderr } = await run(server.baseUrl, {
      [name]: `http://user:pass%20word@${proxy.host}`,
      CONFORMANCE_API_KEY: server.key,
    });
    expect(status).toBe(0);
    expect(proxy.heads).toHaveLength(server.requests());
    const authorization = `Basic ${Buffer.from('user:pass word').toString('base64')}`;
    for (const head of proxy.heads) {
      expect(head).toContain(`POST ${server.baseUrl}/chat/completions`);
      expect(head).toContain(`proxy-authorization|${authorization}`);
      expect(head).toContain(`host|${new URL(server.baseUrl).host}`);
    }
    expect(stderr).toContain(`go through the proxy http://${proxy.host} (${name}).`);
    expect(stderr).not.toContain('pass');
  },
);

test('a tunnel shows the proxy neither the key nor the requests', async () => {
  const [server, proxy] = [await serveTls(certificate), await serveProxy()];
  const env = { HTTPS_PROXY: `http://user:password@${proxy.host}`, CONFORMANCE_API_KEY: server.key };
  const ran = await run(server.baseUrl, env, '--insecure');
  expect([ran.status, server.requests()]).toEqual([0, 2]);
  expect(proxy.heads.length).toBeGreaterThan(0);
  for (const head of proxy.heads) {
    expect(head).toMatch(/^CONNECT 127\.0\.0\.1:\d+ /u);
    expect(head).toContain('proxy-authorization|Basic ');
    expect(head).not.toContain(server.key);
  }
});

test('certificates are verified through a tunnel', async () => {
  const [server, proxy] = [await serveTls(certificate), await serveProxy()];
  const ran = await run(server.baseUrl, { HTTPS_PROXY: `http://${proxy.host}`, ...OFF });
  expect([ran.status, server.requests()]).toEqual([2, 0]);
  expect(ran.stderr).toContain('its certificate is self-signed');
});

test('a proxy that refuses the tunnel, and one that cannot be reached, are explained', async () => {
  const [server, proxy] = [await serveTls(certificate), await serveProxy(true)];
  const refused = await run(server.baseUrl, { HTTPS_PROXY: `http://${proxy.host}` });
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('its proxy did not open a tunnel to it');
  for (const baseUrl of [server.baseUrl, 'http://127.0.0.1:9/v1']) {
    const away = await run(baseUrl, { HTTP_PROXY: 'http://127.0.0.1:9' });
    expect(away.status).toBe(2);
    expect(away.stderr).toContain('its proxy cannot be reached');
  }
});

test('NO_PROXY excludes hosts, and a reference provider uses no proxy', async () => {
  const [server, proxy] = [await decent(), await serveProxy()];
  const env = { HTTP_PROXY: `http://${proxy.host}`, CONFORMANCE_API_KEY: server.key };
  const { status, stderr } = await run(server.baseUrl, { ...env, NO_PROXY: 'localhost,127.0.0.1' });
  expect([status, proxy.heads.length]).toEqual([0, 0]);
  expect(stderr).not.toContain('proxy');
  const reference = ['run', '--reference', 'openai', '--spec', 'openai', '--only', 'basic/minimal'];
  const own = await conformance([...reference, '--out', join(makeFolder(), 'run')], env);
  expect([own.status, proxy.heads.length]).toEqual([0, 0]);
});

test('a proxy of another kind is refused before anything is sent', async () => {
  const server = await decent();
  const { status, stderr } = await run(server.baseUrl, { ALL_PROXY: 'socks5://user:hunter2@127.0.0.1:1080' });
  expect([status, server.requests()]).toEqual([2, 0]);
  expect(stderr).toContain('ALL_PROXY: proxies of the kind socks5:// are not supported; name an HTTP proxy');
  expect(stderr).not.toContain('hunter2');
});

test.each([
  ['a line end', ['--header', 'x-api-key: ${V}'], 'hunter2-abcdef\n', 'ends with a line end. Its value is that of V.'],
  ['several lines', ['--header', 'x-note: a ${V}'], 'hunter2\r\nabcdef', 'has several lines. Its value is that of V.'],
  ['other letters', ['--header', 'x-route: ${V}'], 'hunter2-ключ', 'has characters that are not printable ASCII.'],
  ['framing', ['--header', 'transfer-encoding: ${V}'], 'hunter2', 'The header transfer-encoding cannot be set'],
  ['a host', ['--header', 'Host: ${V}'], 'hunter2', 'The header Host cannot be set'],
  ['an upgrade', ['--header', 'upgrade: hunter2'], '', 'The header upgrade cannot be set'],
  ['a key', ['--key-env', 'V'], 'hunter2 abcdef', 'the key: it has spaces, line ends or characters'],
])('%s in a header is refused before anything is sent', async (_, flags, V, words) => {
  const server = await decent();
  const folder = makeFolder();
  const out = join(folder, 'run');
  const flagged = ['run', '--base-url', server.baseUrl, ...FEW, '--out', out, ...flags];
  for (const against of [false, true]) {
    const other = flags.map((flag) => flag.replace('--header', '--against-header').replace('--key', '--against-key'));
    const args = against ? [...flagged.slice(0, -flags.length), '--against', server.baseUrl, ...other] : flagged;
    const { status, stdout, stderr } = await conformance(args, { V });
    expect([status, server.requests(), existsSync(out)]).toEqual([2, 0, false]);
    expect(stderr.toLowerCase()).toContain(
      words.toLowerCase().replace('the key:', against ? '--against:' : 'the key:'),
    );
    expect(stdout + stderr).not.toContain('hunter2');
    expect(stderr).not.toContain('    at ');
  }
});

test.each(['3000000', '2147484', '1e12', 'Infinity', 'NaN', '0', '-1'])('--timeout %s is refused', async (seconds) => {
  const server = await decent();
  const { status, stderr } = await run(server.baseUrl, {}, '--timeout', seconds);
  expect([status, server.requests()]).toEqual([2, 0]);
  expect(stderr).toMatch(
    /--timeout <seconds>.* is invalid\. Expected (at most 2147483, about 24 days|a number above 0)\./u,
  );
});

test('the longest timeout, the slowest rate and an absurd concurrency work', async () => {
  const server = await decent();
  const flags = ['--timeout', '2147483', '--concurrency', '1e9'];
  const { status, stderr } = await run(server.baseUrl, { CONFORMANCE_API_KEY: server.key }, ...flags);
  expect(status).toBe(0);
  expect(stderr).not.toContain('Warning');
  const slow = await run(server.baseUrl, {}, '--rpm', '0.00001');
  expect([slow.status, slow.stderr]).toEqual([2, expect.stringContaining('Expected at least 0.0001')]);
});
