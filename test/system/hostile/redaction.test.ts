import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check } from '../../../src/run/check.js';
import { json } from './kit/answers.js';
import { conformance, makeFolder } from './kit/command.js';
import { serveHostile } from './kit/serve-hostile.js';

const KEY = 'sk-target-7QxZt91aaBBccDD';
const UPSTREAM = 'sk-upstream-55aa66bb77cc88dd';
const PASSWORD = 'hunter2-long-password';
const COOKIE = 'SESSabcdef1234567890';
const QUERY = 'QUERYabcdef1234567890';
const ALL = [KEY, UPSTREAM, PASSWORD, COOKIE, QUERY];

/** Everything that a command wrote and printed, with the bodies of the record decoded. */
function outputOf(folder: string, ran: { readonly stdout: string; readonly stderr: string }): string {
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  const bodies = texts.flatMap((text) => [...text.matchAll(/"([A-Za-z0-9+/=]{8,})"\]/g)].map(([, body = '']) => body));
  return [
    ...texts,
    ...bodies.map((body) => Buffer.from(body, 'base64').toString('latin1')),
    ran.stdout,
    ran.stderr,
  ].join('');
}

const refusal = (text: string): string =>
  json(JSON.stringify({ error: { message: text, type: 'invalid_request_error', param: null, code: null } })).replace(
    '200 OK',
    '400 Bad Request',
  );

describe('redaction', () => {
  test('knows the secrets of both endpoints by their origin, on either side', async () => {
    const target = await serveHostile('pong', (socket) => socket.write(refusal(ALL.join(' '))));
    const upstream = await serveHostile('pong', (socket) => socket.write(refusal(ALL.join(' '))));
    const out = join(makeFolder(), 'run');
    const ran = await conformance(
      [
        'run',
        '--base-url',
        `${target.baseUrl}?tenant=${QUERY}`,
        '--against',
        upstream.baseUrl,
        '--spec',
        'openai',
        '--model',
        'm',
        '--only',
        'basic/system-parts',
        '--out',
        out,
        '--against-key-env',
        'UPSTREAM',
        '--header',
        'authorization: ${BASIC}',
        'x-route: a; sid=${COOKIE}',
      ],
      {
        CONFORMANCE_API_KEY: KEY,
        UPSTREAM,
        COOKIE,
        BASIC: `Basic ${Buffer.from(`bob:${PASSWORD}`).toString('base64')}`,
      },
    );
    expect(ran.stderr).toContain('Evidence');
    const output = outputOf(out, ran);
    expect(output).toContain('tenant=REDACTED');
    expect(output).toContain('[conformance:key');
    for (const secret of ALL) expect([secret, output.includes(secret)]).toEqual([secret, false]);
  });

  test.each(['assistant', 'application/json', 'chat.completion', 'finish_reason'])(
    'refuses the key %s, which every report contains',
    async (key) => {
      const out = join(makeFolder(), 'run');
      const args = ['run', '--base-url', 'http://127.0.0.1:9/v1', '--spec', 'openai', '--model', 'm', '--out', out];
      const ran = await conformance(args, { CONFORMANCE_API_KEY: key });
      expect([ran.status, ran.stdout]).toEqual([2, '']);
      expect(ran.stderr).toContain('the key: it is a text of the requests or of the specs');
    },
  );

  test('takes the credentials of a capture out of all that judge writes', async () => {
    const folder = makeFolder();
    const body = JSON.stringify({ error: { message: `bad ${ALL.join(' ')}`, type: 'x', param: null, code: null } });
    const entry = {
      startedDateTime: '2026-11-20T10:00:00.000Z',
      time: 1,
      request: {
        method: 'POST',
        url: `https://a.example/v1/chat/completions?tenant=${QUERY}`,
        headers: [
          { name: 'x-foo-jwt', value: KEY },
          { name: 'x-unknown', value: UPSTREAM },
          { name: 'authorization', value: `Basic ${Buffer.from(`bob:${PASSWORD}`).toString('base64')}` },
        ],
        cookies: [{ name: 'sid', value: COOKIE }],
        postData: { text: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'x' }] }) },
      },
      response: { status: 400, statusText: '', headers: [], content: { size: body.length, text: body } },
    };
    writeFileSync(
      join(folder, 'a.har'),
      JSON.stringify({ log: { version: '1.2', creator: { name: 'x' }, entries: [entry] } }),
    );
    const out = join(folder, 'judged');
    const ran = await conformance(['judge', join(folder, 'a.har'), '--spec', 'openai', '--out', out]);
    const output = outputOf(out, ran);
    expect(output).toContain('[conformance:key');
    for (const secret of ALL) expect([secret, output.includes(secret)]).toEqual([secret, false]);
  });

  test.each([
    ['stops the run', 'Uint8Array.prototype.slice=()=>{throw new Error(process.env.CONFORMANCE_API_KEY)}'],
    [
      'prints one sentence',
      "const encode=TextEncoder.prototype.encode;TextEncoder.prototype.encode=function(text){if(String(text).includes('7QxZt'))throw new Error(text);return encode.call(this,text)}",
    ],
  ])('a fault in it %s, with status 2', async (_, fault) => {
    const server = await serveHostile('pong', (socket) => socket.write(refusal(ALL.join(' '))));
    const out = join(makeFolder(), 'run');
    const args = ['run', '--base-url', server.baseUrl, '--spec', 'openai', '--model', 'm', '--out', out];
    const ran = await conformance(args, {
      CONFORMANCE_API_KEY: KEY,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fault)}`,
    });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('Secrets could not be redacted, so nothing more is written.');
    const output = existsSync(out) ? outputOf(out, ran) : ran.stdout + ran.stderr;
    for (const secret of ALL) expect([secret, output.includes(secret)]).toEqual([secret, false]);
  });

  test('--resume compares addresses without the secrets in them', async () => {
    const server = await serveHostile('no request has this', () => {});
    const out = join(makeFolder(), 'run');
    const other = 'OTHERabcdef1234567890';
    const argsFor = (path: string, folder: readonly string[]) => [
      'run',
      '--base-url',
      `${server.baseUrl}${path}`,
      '--spec',
      'openai',
      '--model',
      'm',
      '--only',
      'basic/*',
      ...folder,
    ];
    const env = { CONFORMANCE_API_KEY: server.key };
    const limited = [...argsFor(`?tenant=${QUERY}`, ['--out', out]), '--max-tokens', '1'];
    await conformance(limited, env);
    const unnamed = await conformance(['run', '--resume', out, '--spec', 'openai'], env);
    expect([unnamed.status, unnamed.stderr]).toEqual([2, expect.stringContaining('Give the URL again.')]);
    const moved = await conformance(argsFor(`/elsewhere?tenant=${other}`, ['--resume', out]), env);
    expect([moved.status, moved.stderr]).toEqual([2, expect.stringContaining('another endpoint or model')]);
    const renewed = await conformance(argsFor(`?tenant=${other}`, ['--resume', out]), env);
    expect(renewed.stderr).not.toContain('another endpoint');
    const output = [moved, renewed].map((ran) => outputOf(out, ran)).join('');
    for (const secret of [QUERY, other]) expect([secret, output.includes(secret)]).toEqual([secret, false]);
  });

  test.each(['http://', ''])('knows the credentials of a proxy, %s, which answers with them', async (scheme) => {
    const proxy = await serveHostile('', (socket, request) => {
      const credentials = /proxy-authorization: Basic (.*)/iu.exec(request)?.[1] ?? 'none';
      const echo = `${credentials} ${Buffer.from(credentials, 'base64').toString()}`;
      socket.write(refusal(echo));
    });
    const out = join(makeFolder(), 'run');
    const target = 'http://target.example:8080/v1';
    const address = `${scheme}bob-the-user:${PASSWORD}@${new URL(proxy.baseUrl).host}`;
    const args = ['run', '--base-url', target, '--spec', 'openai', '--model', 'm', '--only', 'basic/system-parts'];
    const ran = await conformance([...args, '--out', out], {
      CONFORMANCE_API_KEY: KEY,
      HTTP_PROXY: address,
      NO_PROXY: '',
      no_proxy: '',
    });
    expect(ran.stderr).toContain('go through the proxy');
    const output = outputOf(out, ran);
    expect(output).toContain('[conformance:key');
    for (const secret of [PASSWORD, 'bob-the-user', Buffer.from(`bob-the-user:${PASSWORD}`).toString('base64')])
      expect([secret, output.includes(secret)]).toEqual([secret, false]);
  });

  test('is in the report and the exceptions of the library', async () => {
    const server = await serveHostile('pong', (socket) => socket.write(refusal(ALL.join(' '))));
    const request = { baseUrl: `${server.baseUrl}?tenant=${QUERY}`, key: KEY, spec: 'openai', model: 'm' };
    const selection = { suites: [], only: ['basic/system-parts'] };
    const report = await check({ ...request, selection, headers: { 'x-route': COOKIE } });
    const text = JSON.stringify(report);
    for (const secret of [KEY, COOKIE, QUERY]) expect([secret, text.includes(secret)]).toEqual([secret, false]);
    const failed = await check({ ...request, baseUrl: `http://127.0.0.1:9/v1?tenant=${QUERY}`, selection }).catch(
      String,
    );
    expect(failed).toContain('REDACTED');
    expect(failed).not.toContain(QUERY);
  });
});
