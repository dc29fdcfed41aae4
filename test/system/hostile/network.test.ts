import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Verdict } from '../../../src/core/model/case-result.js';
import { completion, head, json } from './kit/answers.js';
import { conformance, makeFolder } from './kit/command.js';
import { LEFT_ALONE, runAt, UNSTREAMED, type Outcome } from './kit/run-at.js';
import { serveHostile, serveSockets } from './kit/serve-hostile.js';
import { someOf } from '../../support/property-runs.js';

describe('an endpoint that cannot be reached', () => {
  test('refuses connections', async () => {
    const port = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port: free } = server.address() as AddressInfo;
        server.close(() => resolve(free));
      });
    });
    const { ended } = await runAt(`http://127.0.0.1:${port}/v1`);
    expect(ended).toMatchObject({ complete: false, stopped: { reason: 'unreachable' } });
  });

  test('has an unknown host name', async () => {
    const { ended } = await runAt('http://no-such-host.invalid/v1');
    expect(ended).toMatchObject({ complete: false, stopped: { reason: 'unreachable' } });
  });

  test('speaks no TLS where TLS is expected', async () => {
    const port = await serveSockets((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    );
    const { ended } = await runAt(`https://127.0.0.1:${port}/v1`);
    expect(ended).toMatchObject({ complete: false, stopped: { reason: 'unreachable' } });
    expect(ended?.stopped?.detail).toContain('(ERR_SSL_WRONG_VERSION_NUMBER): it does not use TLS; try http://');
  });

  test('accepts connections and says nothing to any request', async () => {
    const port = await serveSockets(() => {});
    const { ended, ms } = await runAt(`http://127.0.0.1:${port}/v1`);
    expect(ended).toBeDefined();
    expect(ms).toBeLessThan(25_000);
  });

  test('dies halfway through the run: what it answered until then stands', async () => {
    const server = await serveHostile('nothing has this', (socket) => socket.resetAndDestroy(), { from: 4 });
    const outcome = await runAt(server.baseUrl, { key: server.key, only: ['basic/*'] });
    expect(outcome.ended).toBeDefined();
    expect(outcome.result('basic/minimal')?.verdict).toBe('conforms');
    const exchanges = outcome.events.flatMap((event) => (event.type === 'exchange' ? [event.exchange] : []));
    const answered = exchanges.filter(({ response }) => response !== null).map(({ id }) => id);
    expect(answered).toHaveLength(3);
    // One answer may be that of several cases.
    const accepted = outcome.events.flatMap((event) =>
      event.type === 'result' && event.result.verdict === 'conforms' ? event.result.exchanges : [],
    );
    expect(answered).toEqual(expect.arrayContaining([...accepted]));
  });
});

const OVERLOADED = JSON.stringify({
  error: { message: 'Overloaded', type: 'service_unavailable_error', param: null, code: null },
});

describe('an endpoint that is out for a while', () => {
  const refused = (socket: Socket): void =>
    void socket.write(json(OVERLOADED).replace('200 OK', '503 Service Unavailable'));
  const verdictsOf =
    ({ events }: Outcome) =>
    (wanted: Verdict) =>
      events.flatMap((event) =>
        event.type === 'result' && event.result.verdict === wanted ? [event.result.case] : [],
      );

  test.each(
    someOf([
      ['refuses with 503', refused],
      ['resets connections', (socket: Socket): void => void socket.resetAndDestroy()],
    ]),
  )('%s, and comes back: no case diverges', async (_, deed) => {
    const server = await serveHostile('nothing has this', deed, { from: 8, until: 40 });
    const outcome = await runAt(server.baseUrl, { key: server.key, only: ['basic/*', 'streaming/*'] });
    const cases = verdictsOf(outcome);
    expect(cases('diverges')).toEqual([]);
    expect(cases('inconclusive').length).toBeGreaterThanOrEqual(5);
    expect(cases('conforms').length).toBeGreaterThan(10);
  });

  test('but every requested stream fails: that is a divergence', async () => {
    const server = await serveHostile('"stream":true', refused);
    const outcome = await runAt(server.baseUrl, {
      key: server.key,
      only: ['basic/*', 'streaming/*', 'penalties/top_p.*'],
    });
    const diverging = verdictsOf(outcome)('diverges');
    expect(diverging.length).toBeGreaterThan(10);
    expect(diverging.filter((id) => id.startsWith('streaming/')).length).toBeGreaterThan(10);
  });
});

describe('a redirect to another host', () => {
  test('is reported and not followed, least of all with the key', async () => {
    const seen: string[] = [];
    const other = createServer((request, response) => {
      seen.push(String(request.headers.authorization));
      response.end(completion());
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const location = `location: http://localhost:${port}/v1/chat/completions`;
    const server = await serveHostile(UNSTREAMED.marker, (socket) =>
      socket.write(head('307 Temporary Redirect', location, 'content-length: 0')),
    );
    const outcome = await runAt(server.baseUrl, { key: server.key });
    expect(seen).toEqual([]);
    const result = outcome.result(UNSTREAMED.id);
    expect(result?.verdict).toBe('diverges');
    expect(result?.divergences[0]).toMatchObject({ kind: 'refused', at: { part: 'status' } });
    expect(result?.divergences[0]?.sentence).toContain(`http://localhost:${port}/v1/chat/completions`);
    expect(outcome.exchange(UNSTREAMED.id)?.response?.headers).toContainEqual(['location', location.slice(10)]);
  });
});

describe('a redirect of the control request', () => {
  test('ends the run, and is reported with its location', async () => {
    const location = 'location: https://elsewhere.example/v1/chat/completions';
    const server = await serveHostile('pong', (socket) =>
      socket.write(head('301 Moved Permanently', location, 'content-length: 0')),
    );
    const { ended } = await runAt(server.baseUrl, { key: server.key });
    expect(ended?.stopped?.reason).toBe('not-the-api');
    expect(ended?.stopped?.detail).toContain('"https://elsewhere.example/v1/chat/completions"');
  });
});

describe('a list of models', () => {
  test.each([
    [
      'of 100,000 models',
      JSON.stringify({ data: Array.from({ length: 100_000 }, (_, n) => ({ id: `m-${n}`, owned_by: 'somebody' })) }),
      'longer',
    ],
    ['nested 100,000 deep', '{"data":'.repeat(100_000), 'lists no model'],
    ['of nothing that is a model', '{"data":[null,{"id":5},{"id":""}]}', 'lists no model'],
  ])('%s leaves the model to be named', async (_, body, says) => {
    const server = await serveHostile('GET /v1/models', (socket) => socket.write(json(body)));
    const ran = await conformance(['run', '--base-url', server.baseUrl, '--spec', 'openai', '--out', makeFolder()]);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain(says);
    expect(ran.stderr).toContain('--model');
  });
});

describe('Retry-After', () => {
  test.each(
    someOf(
      [
        ['a year', '31536000'],
        ['a year as a date', 'Fri, 20 Nov 2099 00:00:00 GMT'],
        ['the past', 'Thu, 01 Jan 1970 00:00:00 GMT'],
        ['nonsense', 'soon; <script>'],
        ['a negative time', '-5'],
        ['more digits than a number has', '9'.repeat(400)],
      ],
      2,
    ),
  )('of %s holds nothing up', async (_, value) => {
    const server = await serveHostile(UNSTREAMED.marker, (socket) =>
      socket.write(head('429 Too Many Requests', `retry-after: ${value}`, 'content-length: 2') + '{}'),
    );
    const outcome = await runAt(server.baseUrl, { key: server.key });
    expect(outcome.ms).toBeLessThan(20_000);
    expect(outcome.result(UNSTREAMED.id)?.verdict).not.toBe('conforms');
    for (const id of LEFT_ALONE) expect([id, outcome.result(id)?.verdict]).toEqual([id, 'conforms']);
  });
});

describe('an answer to another request', () => {
  test('is reported: its id was used before', async () => {
    const body = completion({ id: 'chatcmpl-of-another' });
    const server = await serveHostile('Reply with exactly: one', (socket) => socket.write(json(body)));
    const twice = await serveHostile('Reply with exactly: ', (socket) => socket.write(json(body)));
    const once = await runAt(server.baseUrl, { key: server.key, only: ['basic/two-requests'] });
    const both = await runAt(twice.baseUrl, { key: twice.key, only: ['basic/two-requests'] });
    expect(once.result('basic/two-requests')?.divergences.map(({ kind }) => kind)).not.toContain('repeated');
    expect(both.result('basic/two-requests')?.divergences.map(({ kind }) => kind)).toContain('repeated');
  });
});
