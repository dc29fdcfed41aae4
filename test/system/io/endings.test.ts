import { createServer as createTlsServer } from 'node:https';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/core/model/exchange.js';
import { makeStep } from '../../support/case.js';
import { makeCertificate } from '../../support/make-certificate.js';
import { bodyText, FIRST, openTransport, serveHttps, serveRaw, serveSockets } from '../../unit/io/serve.js';

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;

/** Far beyond what a busy machine needs. */
const LONG = { firstByte: 10_000, idle: 10_000, total: 20_000, connect: 10_000 };

async function ask(answer: (socket: Socket) => void, timeouts: Partial<typeof LONG> = {}): Promise<Exchange> {
  const url = await serveRaw(answer);
  return await openTransport(url, { timeouts: { ...LONG, ...timeouts } }).send(makeStep(), FIRST);
}

describe('how an exchange ends', () => {
  const cases: readonly [string, string, Partial<Exchange>, string | null][] = [
    ['a declared length', `${OK}Content-Length: 2\r\n\r\n{}`, { end: 'complete', endCode: null }, '{}'],
    ['chunks', `${CHUNKED}2\r\n{}\r\n0\r\n\r\n`, { end: 'complete', endCode: null }, '{}'],
    ['100 Continue', `HTTP/1.1 100 Continue\r\n\r\n${OK}Content-Length: 2\r\n\r\n{}`, { end: 'complete' }, '{}'],
    [
      '100 Continue, twice, after early hints',
      `HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${CONTINUE}${CONTINUE}${OK}Content-Length: 2\r\n\r\n{}`,
      { end: 'complete' },
      '{}',
    ],
    ['100 Continue without end', CONTINUE.repeat(50), { end: 'too-large', endCode: 'LIMIT_INTERIM' }, null],
    [
      'early hints',
      `HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${OK}Content-Length: 2\r\n\r\n{}`,
      { end: 'complete' },
      '{}',
    ],
    ['a bad chunk size', `${CHUNKED}2\r\n{}\r\nzz\r\n`, { end: 'protocol', endCode: 'HPE_INVALID_CHUNK_SIZE' }, '{}'],
    [
      'two framings',
      `${OK}Transfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
      { end: 'protocol', endCode: 'HPE_UNEXPECTED_CONTENT_LENGTH' },
      '',
    ],
    [
      'two framings, the length first',
      `${OK}Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
      { end: 'protocol', endCode: 'HPE_UNEXPECTED_CONTENT_LENGTH' },
      '',
    ],
    [
      'two lengths',
      `${OK}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
      { end: 'protocol', endCode: 'HPE_UNEXPECTED_CONTENT_LENGTH' },
      '',
    ],
    [
      'no status line',
      'hello there\r\n\r\n',
      { end: 'protocol', endCode: 'HPE_INVALID_CONSTANT', response: null },
      null,
    ],
    [
      'a bad status',
      'HTTP/1.1 abc OK\r\n\r\n',
      { end: 'protocol', endCode: 'HPE_INVALID_STATUS', response: null },
      null,
    ],
    ['an unasked upgrade', 'HTTP/1.1 101 Up\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n', { end: 'protocol' }, ''],
  ];
  it.each(cases)('%s', async (_name, bytes, expected, body) => {
    const exchange = await ask((socket) => socket.write(bytes));
    expect(exchange).toMatchObject(expected);
    expect(exchange.response === null ? null : bodyText(exchange)).toBe(body);
  });

  it('keeps what came beyond the declared length', async () => {
    const exchange = await ask((socket) => socket.write(`${OK}Content-Length: 4\r\n\r\n{"a":"bcd"}`));
    expect(exchange.end).toBe('complete');
    expect(bodyText(exchange)).toBe('{"a":"bcd"}');
  });

  it.each([
    ['a declared length', `${OK}Content-Length: 9\r\n\r\n{}`],
    ['chunks', `${CHUNKED}2\r\n{}\r\n`],
    ['chunks without keep-alive', `${OK}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`],
  ])('sees %s cut short', async (_name, bytes) => {
    const exchange = await ask((socket) => socket.end(bytes));
    expect(exchange.end).toBe('closed');
    expect(exchange.endCode).not.toBeNull();
    expect(bodyText(exchange)).toBe('{}');
  });

  it('takes the end of the connection for the end of a body without a length', async () => {
    const exchange = await ask((socket) => socket.end('HTTP/1.0 200 OK\r\n\r\n{}'));
    expect(exchange).toMatchObject({ end: 'complete', endCode: null });
    expect(bodyText(exchange)).toBe('{}');
  });

  it('sees a connection closed without an answer', async () => {
    expect(await ask((socket) => socket.end())).toMatchObject({ end: 'closed', response: null });
  });

  it('sees resets, before an answer and inside of one', async () => {
    expect(await ask((socket) => socket.resetAndDestroy())).toMatchObject({ end: 'reset', response: null });
    const inside = await ask((socket) => {
      socket.write(`${CHUNKED}2\r\n{}\r\n`);
      setTimeout(() => socket.resetAndDestroy(), 20);
    });
    expect(inside).toMatchObject({ end: 'reset', endCode: 'ECONNRESET' });
    expect(bodyText(inside)).toBe('{}');
  });

  it('observes the timeouts for the first byte, between bytes and in total', async () => {
    expect(await ask(() => {}, { firstByte: 60 })).toMatchObject({ end: 'timeout-first-byte', response: null });
    const idle = await ask((socket) => socket.write(`${CHUNKED}2\r\n{}\r\n`), { idle: 60 });
    expect(idle).toMatchObject({ end: 'timeout-idle' });
    expect(bodyText(idle)).toBe('{}');
    const slow = await ask(
      (socket) => {
        socket.write(CHUNKED);
        const timer = setInterval(() => socket.write('1\r\n.\r\n'), 20);
        socket.on('close', () => clearInterval(timer));
      },
      { total: 400 },
    );
    expect(slow.end).toBe('timeout-total');
    expect(slow.response?.body.length).toBeGreaterThan(3);
  });

  it('reports an endpoint that cannot be reached', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => {
      server.close(resolve);
    });
    const refused = await openTransport(`http://127.0.0.1:${port}/v1`).send(makeStep(), FIRST);
    expect(refused).toMatchObject({ end: 'refused', endCode: 'ECONNREFUSED', response: null });
    const nowhere = await openTransport('http://no-such-host.invalid/v1', { timeouts: { connect: 500 } }).send(
      makeStep(),
      FIRST,
    );
    expect(nowhere).toMatchObject({ end: 'refused', response: null });
    const plain = (await serveRaw((socket) => socket.end('x'))).replace('http:', 'https:');
    expect(await openTransport(plain, { timeouts: { connect: 500 } }).send(makeStep(), FIRST)).toMatchObject({
      response: null,
    });
  });

  it.each([
    ['without a trusted issuer', '127.0.0.1', false, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['of another host', 'gateway.example', true, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('says so each time where there is a certificate %s', async (_, host, trusted, endCode) => {
    const certificate = await makeCertificate({ host });
    const url = await serveHttps(certificate, (_request, response) => response.end('{}'));
    const { send } = openTransport(url, trusted ? { connect: { ca: certificate.cert } } : {});
    for (let n = 0; n < 3; n += 1) {
      expect(await send(makeStep(), FIRST)).toMatchObject({ end: 'refused', endCode, response: null });
    }
  });

  it('observes the timeout for a connection', async () => {
    // A server that takes the connection but never speaks TLS.
    const silent = (await serveRaw(() => {})).replace('http:', 'https:');
    const transport = openTransport(silent, { timeouts: { connect: 50 } });
    expect(await transport.send(makeStep(), FIRST)).toMatchObject({ end: 'timeout-connect', response: null });
  });

  it('lets a connection that it gave up on disturb no later one', async () => {
    const certificate = await makeCertificate();
    // Answers when the first connection has long been cut off.
    const speaking = createTlsServer(
      certificate,
      (_request, response) => void setTimeout(() => response.end('{}'), 2500),
    );
    let connections = 0;
    const url = await serveSockets((socket) => void ((connections += 1) > 1 && speaking.emit('connection', socket)));
    const options = { connect: { ca: certificate.cert }, timeouts: { connect: 50, firstByte: 5000, total: 5000 } };
    const { send } = openTransport(url.replace('http:', 'https:'), options);
    expect(await send(makeStep(), FIRST)).toMatchObject({ end: 'timeout-connect' });
    expect(await send(makeStep(), FIRST)).toMatchObject({ end: 'complete', response: { status: 200 } });
  });
});
