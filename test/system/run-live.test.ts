import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Case } from '../../src/core/model/case.js';
import type { RunEvent } from '../../src/core/model/event.js';
import type { Exchange } from '../../src/core/model/exchange.js';
import { openaiChat } from '../../src/core/dialect/openai-chat/dialect.js';
import { makeRedactor } from '../../src/core/redact/redactor.js';
import { findModel } from '../../src/io/http/find-model.js';
import { toHar } from '../../src/io/har/write-har.js';
import { openRecord } from '../../src/io/record/record.js';
import { run, type RunOptions } from '../../src/run/run.js';
import { makeTransport } from '../../src/io/http/transport.js';
import type { Send } from '../../src/io/http/send-attempts.js';
import { KEY, openTransport, serveHttp, serveRaw } from '../unit/io/serve.js';
import { asksAlone, makeCase } from '../support/case.js';
import { specWith } from '../support/spec.js';
import { valueOf } from '../support/result.js';

function start(url: string, cases: readonly Case[], options: Partial<RunOptions> = {}): AsyncGenerator<RunEvent> {
  return run({
    specs: [{ ...specWith({}), id: 'acme' }],
    plan: { cases, omitted: [] },
    send: openTransport(url).send,
    judge: ({ case: planned, exchanges }) => ({
      case: planned.id,
      spec: 'acme',
      verdict: 'conforms',
      divergences: [],
      inconclusive: null,
      exchanges: exchanges.map(({ id }) => id),
      observed: [],
    }),
    tool: { name: 'conformance', version: '0' },
    target: { baseUrl: url, model: null },
    ...options,
  });
}

async function exchangesOf(running: AsyncIterable<RunEvent>): Promise<readonly Exchange[]> {
  const exchanges: Exchange[] = [];
  for await (const event of running) if (event.type === 'exchange') exchanges.push(event.exchange);
  return exchanges;
}

const startOf = ({ startedAt }: Exchange): number => Date.parse(startedAt);
const endOf = (exchange: Exchange): number => startOf(exchange) + exchange.ms;

const textOfBody = ({ response }: Exchange): string =>
  Buffer.concat((response?.body ?? []).map(({ bytes }) => bytes)).toString();

const cases = (count: number): readonly Case[] =>
  Array.from({ length: count }, (_, n) => asksAlone(makeCase({ id: n === 0 ? 'basic/minimal' : `basic/${n}` })));

describe('a run against a server', () => {
  it.each<[string, (send: Send) => Send]>([
    ['the send of a transport', (send) => send],
    ['a send that calls it', (send) => async (step, context) => ({ ...(await send(step, context)), ms: 1 })],
  ])('without a redactor leaves no secret of a transport in its events: %s', async (_, wrap) => {
    const header = 'route-7QxZt91aaBBccDD';
    const echo = `${KEY} ${header} ${Buffer.from(KEY).toString('base64')}`;
    const url = await serveHttp((_request, response) => {
      response.writeHead(400, { 'x-echo': echo });
      response.end(JSON.stringify({ error: { message: echo } }));
    });
    const transport = valueOf(makeTransport({ baseUrl: url, key: KEY, headers: { 'x-route': header } }));
    onTestFinished(() => transport.close());
    const received: string[] = [];
    const send: Send = async (step, context) => {
      const exchange = await transport.send(step, context);
      received.push(textOfBody(exchange));
      return exchange;
    };
    const events: RunEvent[] = [];
    for await (const event of start(url, cases(2), { send: wrap(send) })) events.push(event);
    expect(received[0]).toContain(header);
    const bodies = events.flatMap((event) => (event.type === 'exchange' ? [textOfBody(event.exchange)] : []));
    expect(bodies.join()).toContain('[conformance:key');
    const output = `${JSON.stringify(events)} ${bodies.join()}`;
    for (const secret of echo.split(' ')) expect([secret, output.includes(secret)]).toEqual([secret, false]);
  });

  it('without a redactor does not begin with a key that every report contains', async () => {
    const transport = valueOf(makeTransport({ baseUrl: 'http://127.0.0.1:9/v1', key: 'basic/minimal' }));
    onTestFinished(() => transport.close());
    const running = start('http://127.0.0.1:9/v1', cases(1), { send: transport.send });
    await expect(running.next()).rejects.toThrow('the key: it is a text of the requests or of the specs');
  });

  it('leaves no trace of the key in anything written, however it is echoed', async () => {
    const forms = [
      KEY,
      encodeURIComponent(KEY),
      [...Buffer.from(KEY)].map((byte) => `%${byte.toString(16)}`).join(''),
      ...['', 'x', 'xy', 'Bearer '].map((before) => Buffer.from(`${before}${KEY}`).toString('base64')),
      Buffer.from(`me:${KEY}`).toString('base64url'),
      JSON.stringify(KEY).slice(1, -1),
    ];
    let n = 0;
    const url = await serveHttp((request, response) => {
      expect(request.headers.authorization).toBe(`Bearer ${KEY}`);
      const form = forms[n++ % forms.length] ?? '';
      response.writeHead(n % 2 === 0 ? 200 : 401, `No ${form}`, {
        'x-echo': form,
        [`x-${n}`]: KEY,
      });
      for (const part of form.match(/.{1,5}/gs) ?? []) response.write(part);
      response.end(`data: {"error": ${JSON.stringify(form)}}\n\n`);
    });
    const dir = mkdtempSync(join(tmpdir(), 'conformance-'));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    const record = valueOf(await openRecord(dir));
    const exchanges: Exchange[] = [];
    const auth = cases(20).map((one) => ({ ...one, suite: 'auth' }));
    for await (const event of start(url, auth, { redactor: makeRedactor([KEY]) })) {
      valueOf(record.append(event));
      if (event.type === 'exchange') exchanges.push(event.exchange);
    }
    await record.finish(new Map([['exchanges.har', JSON.stringify(toHar(exchanges, '0'), null, 1)]]));
    expect(exchanges).toHaveLength(20);
    const core = KEY.slice(-10, -1);
    const traces = [
      core,
      encodeURIComponent(core),
      ...[0, 1, 2].map((cut) => Buffer.from(KEY.slice(cut, cut + 15)).toString('base64')),
    ];
    for (const name of readdirSync(dir)) {
      const text = readFileSync(join(dir, name), 'utf8');
      const bodies = exchanges.map(({ response }) =>
        Buffer.concat((response?.body ?? []).map(({ bytes }) => bytes)).toString(),
      );
      for (const trace of traces) {
        expect(text).not.toContain(trace);
        expect(bodies.join('\n')).not.toContain(trace);
      }
    }
  });

  it('makes all workers wait if one of them gets a rate limit', async () => {
    let requests = 0;
    const url = await serveHttp((_request, response) => {
      requests += 1;
      if (requests === 3) response.writeHead(429, { 'retry-after': '1' }).end('{}');
      else setTimeout(() => response.end('{}'), 20);
    });
    const exchanges = await exchangesOf(start(url, cases(12)));
    expect(exchanges).toHaveLength(13);
    const limited = exchanges.filter(({ response }) => response?.status === 429);
    expect(limited).toHaveLength(1);
    const starts = exchanges.map(startOf);
    const over = limited.map(endOf)[0] ?? Number.NaN;
    // Requests that were ready to be sent are still sent; the next ones come a second later.
    expect(starts.filter((time) => time > over + 300 && time < over + 900)).toEqual([]);
    expect(Math.max(...starts)).toBeGreaterThan(over + 900);
  });

  it('stands a server that dies halfway', async () => {
    let answered = 0;
    const url = await serveRaw((socket) => {
      answered += 1;
      if (answered > 5) socket.destroy();
      else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
    });
    const exchanges = await exchangesOf(start(url, cases(8), { retry: { waits: [5], longestWait: 0, budget: 0 } }));
    const last = new Map(exchanges.map((exchange) => [exchange.case, exchange.end]));
    expect([...last.values()].filter((end) => end === 'complete')).toHaveLength(5);
    expect([...last.values()].filter((end) => end === 'closed' || end === 'reset')).toHaveLength(3);
  });

  it('ends at once when it is interrupted, whatever is under way', async () => {
    const stop = new AbortController();
    const open: ServerResponse[] = [];
    const url = await serveHttp((_request, response) => {
      open.push(response);
      if (open.length === 1) response.end('{}');
      if (open.length === 4) stop.abort();
    });
    const events: RunEvent[] = [];
    for await (const event of start(url, cases(20), { signal: stop.signal })) events.push(event);
    // The requests under way get no answer: a run that waited for one of them would have more exchanges.
    expect(events.filter(({ type }) => type === 'exchange')).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ stopped: { reason: 'interrupted' } });
  });
});

describe('findModel', () => {
  it.each([
    [200, { data: [{ id: 'text-embedding-3' }, { id: 'm-1' }, { id: 'm-2' }] }, 'm-1'],
    [200, { data: [{ id: 'whisper-1' }] }, 'whisper-1'],
    [200, [{ id: 'm-3' }], 'm-3'],
    [200, { data: [{}, null, { id: '' }, { id: 4 }] }, null],
    [200, 'none', null],
    [404, { data: [{ id: 'm-1' }] }, null],
  ])('status %i with %j', async (status, body, model) => {
    const url = await serveHttp((request, response) => {
      expect([request.method, request.url]).toEqual(['GET', '/v1/models']);
      response.writeHead(status).end(JSON.stringify(body));
    });
    const found = await findModel(openTransport(url).send, openaiChat.models);
    expect(found.model).toBe(model);
    expect('reason' in found ? found.reason : 'GET /models').toContain('GET /models');
  });

  it('says why where no answer comes', async () => {
    const found = await findModel(
      openTransport(await serveRaw((socket) => socket.resetAndDestroy())).send,
      openaiChat.models,
    );
    expect(found).toMatchObject({ model: null, reason: 'there was no response (ECONNRESET) to GET /models' });
  });

  it('asks with the request that a spec names', async () => {
    const url = await serveHttp((request, response) => response.end(JSON.stringify([{ id: request.url }])));
    const { send } = openTransport(url);
    expect((await findModel(send, { ...openaiChat.models, path: '/v1/models?limit=1' })).model).toBe(
      '/v1/models?limit=1',
    );
  });
});
