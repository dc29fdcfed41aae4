import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { STREAM_HEAD } from './kit/answers.js';
import { conformance, makeFolder, startConformance } from './kit/command.js';
import { serveHostile } from './kit/serve-hostile.js';

const KEY = 'sk-canary/7Qx+Zt=91aaBBccDDeeFFggHH';
const SECRET_HEADER = 'routing-canary-55aa66bb77cc88dd';

/** Every way in which a reader could find the key again; of base64 the part that the key alone decides. */
function traces(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const aligned = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before, 'x'), bytes]).toString('base64');
    return text.slice(4, Math.floor(((bytes.length + before) * 8) / 6) - 1);
  });
  return [
    secret,
    ...aligned,
    ...aligned.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    encodeURIComponent(secret),
    [...bytes].map((byte) => `%${byte.toString(16)}`).join(''),
  ];
}

test('a run leaves no trace of the key in anything written or printed, however the server echoes it', async () => {
  let n = 0;
  const echoes = [
    KEY,
    ...['', 'x', 'xy'].map((before) => Buffer.from(`${before}${KEY}`).toString('base64')),
    Buffer.from(`user:${KEY}`).toString('base64url'),
    encodeURIComponent(KEY),
    [...Buffer.from(KEY)].map((byte) => `%${byte.toString(16)}`).join(''),
    JSON.stringify(KEY),
  ];
  const server = await serveHostile('pong', (socket, request) => {
    const form = n % 3 === 0 ? `Bearer ${KEY} ${SECRET_HEADER}` : (echoes[n % echoes.length] ?? KEY);
    const complete = Buffer.from(`{"error":"Bearer ${KEY}"}`).toString('base64');
    n += 1;
    const chunk = `data: {"id":${JSON.stringify(form)},"choices":[{"index":0,"delta":{"content":${JSON.stringify(form)}}}]}\n\n`;
    if (request.includes('"stream":true')) socket.end(`${STREAM_HEAD}${chunk.slice(0, 30)}`, () => {});
    else {
      const body = JSON.stringify({
        error: { message: `bad ${form} ${complete}`, type: form, code: form, param: null },
      });
      socket.write(
        `HTTP/1.1 ${n % 2 === 0 ? 401 : 400} No ${form}\r\nx-echo: ${form}\r\nwww-authenticate: ${complete}\r\n`,
      );
      socket.write(`content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    }
  });
  const out = join(makeFolder(), 'run');
  const ran = await conformance(
    [
      'run',
      '--base-url',
      server.baseUrl,
      '--spec',
      'openai',
      '--model',
      'reference',
      '--out',
      out,
      '--notes',

      '--key-env',
      'CANARY',
      '--header',
      'x-api-key: ${ROUTING}',
      '--reporter',
      'terminal',
      'json',
      'markdown',
      '--suite',
      'basic',
      'streaming',
      'errors',
      '--timeout',
      '5',
    ],
    { CANARY: KEY, ROUTING: SECRET_HEADER },
  );
  expect(n).toBeGreaterThan(0);
  const written = readdirSync(out).map((name) => [name, readFileSync(join(out, name), 'utf8')] as const);
  expect(written.map(([name]) => name)).toContain('results.ndjson');
  const bodies = [
    ...(written.find(([name]) => name === 'results.ndjson')?.[1].matchAll(/"([A-Za-z0-9+/=]{8,})"\]/g) ?? []),
  ];
  const decoded = bodies.map(([, text = '']) => Buffer.from(text, 'base64').toString('latin1')).join('');
  for (const [where, text] of [
    ...written,
    ['stdout', ran.stdout],
    ['stderr', ran.stderr],
    ['bodies', decoded],
  ] as const) {
    for (const trace of [...traces(KEY), SECRET_HEADER]) expect([where, text.includes(trace)]).toEqual([where, false]);
  }
  // The evidence is the user's alone.
  expect(statSync(out).mode & 0o077).toBe(0);
  for (const [name] of written) expect([name, statSync(join(out, name)).mode & 0o077]).toEqual([name, 0]);
});

test('no argument of a process holds a key', async () => {
  const server = await serveHostile('pong', () => {});
  // The control request is never answered, so that the process still runs when it is looked at.
  const target = ['--base-url', server.baseUrl, '--model', 'gpt-4o', '--key-env', 'CANARY'];
  const child = startConformance(['run', ...target, '--spec', 'openai', '--out', makeFolder()], { CANARY: KEY });
  await expect.poll(() => server.requests(), { timeout: 20_000 }).toBeGreaterThan(0);
  const seen = process.platform === 'linux' ? readFileSync(`/proc/${child.pid}/cmdline`, 'utf8') : '';
  expect(seen).not.toContain(KEY);
  child.kill('SIGKILL');
});

describe('a key where none belongs', () => {
  test.each([
    ['--key', KEY],
    [`--key=${KEY}`],
    ['--key-env', KEY],
    ['--against', 'http://127.0.0.1:9/v1', '--against-key-env', KEY],
    ['--header', `x-api-key: ${KEY}`],
    ['--header', `authorization:Bearer ${KEY}`],
    ['--against', 'http://127.0.0.1:9/v1', '--against-header', `cookie: session=${KEY}`],
    ['--base-url', `http://user:${KEY}@127.0.0.1:9/v1`],
    ['--base-url', `user:${KEY}@127.0.0.1:9/v1`],
    ['--base-url', `http://127.0.0.1:9/v1?api_key=${KEY}`],
    ['--base-url', `http://127.0.0.1:9/${encodeURIComponent(KEY)}/v1`],
  ])('%s is refused, and not repeated', async (...args) => {
    const out = join(makeFolder(), 'run');
    const named = args[0] === '--base-url' ? [] : ['--base-url', 'http://127.0.0.1:9/v1'];
    const ran = await conformance(
      ['run', ...named, '--spec', 'openai', '--model', 'm', '--key-env', 'CANARY', '--out', out, ...args],
      { CANARY: KEY },
    );
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toMatch(/--\w/);
    for (const trace of traces(KEY)) expect(ran.stderr).not.toContain(trace);
    expect(existsSync(out)).toBe(false);
  });
});
