import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createSocketServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { makeTransport, type Transport, type TransportOptions } from '../../../src/io/http/transport.js';
import type { Certificate } from '../../support/make-certificate.js';
import { valueOf } from '../../support/result.js';

/** A key that no innocent text holds, with characters that encodings change. */
export const KEY = 'sk-canary/Zq7+xW"1~9fK2mP8vT4';

/** Serves until the test is over; returns the base URL, version prefix and all. */
export async function serveHttp(listener: RequestListener): Promise<string> {
  return await listen(createServer(listener));
}

/** The same over TLS. */
export async function serveHttps(certificate: Certificate, listener: RequestListener): Promise<string> {
  return (await listen(createTlsServer(certificate, listener))).replace('http:', 'https:');
}

/** A server of bare connections. */
export async function serveSockets(take: (socket: Socket) => void): Promise<string> {
  return await listen(createSocketServer(take));
}

/** A server that writes its bytes itself: `answer` is called once for each whole request that came. */
export async function serveRaw(answer: (socket: Socket, request: string) => void): Promise<string> {
  const server = createSocketServer((socket) => {
    let seen = '';
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      seen += bytes.toString('latin1');
      const head = seen.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(seen)?.[1] ?? 0);
      if (head < 0 || seen.length < head + 4 + length) return;
      const request = seen;
      seen = '';
      answer(socket, request);
    });
  });
  return await listen(server);
}

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

/** A transport for a test, closed after it, with timeouts short enough for one. */
export function openTransport(baseUrl: string, options: Partial<TransportOptions> = {}): Transport {
  const timeouts = { connect: 10_000, firstByte: 10_000, idle: 10_000, total: 20_000, ...options.timeouts };
  const transport = valueOf(makeTransport({ baseUrl, key: KEY, ...options, timeouts }));
  onTestFinished(() => transport.close());
  return transport;
}

/** A context for one exchange. */
export const FIRST = { id: 0, case: 'basic/minimal', step: 0, attempt: 0 } as const;

/** A body's bytes as text. */
export function bodyText(exchange: {
  readonly response: { readonly body: readonly { bytes: Uint8Array }[] } | null;
}): string {
  return Buffer.concat((exchange.response?.body ?? []).map(({ bytes }) => bytes)).toString();
}
