import { connect, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { loadSpecs } from '../../../../src/io/files/load-specs.js';
import { serveReference } from '../../../../src/reference/serve.js';

/** What is done in place of an answer: anything that a socket can do. */
export type Deed = (socket: Socket, request: string) => void;

export interface HostileServer {
  readonly baseUrl: string;
  readonly key: string;
  /** How many requests came. */
  readonly requests: () => number;
}

const { specs } = await loadSpecs();

/**
 * The reference provider of OpenAI's spec behind a raw socket server: every request is answered faithfully, except those
 * whose text holds `marker`, and from the request `from` on all of them, up to the request `until`.
 */
export async function serveHostile(
  marker: string,
  deed: Deed,
  from = Number.POSITIVE_INFINITY,
  until = Number.POSITIVE_INFINITY,
): Promise<HostileServer> {
  const spec = specs.find(({ id }) => id === 'openai');
  if (spec === undefined) throw new Error('There is no spec openai');
  const reference = await serveReference({ spec });
  const { port: upstreamPort } = new URL(reference.baseUrl);
  let requests = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    const upstream = connect(Number(upstreamPort), '127.0.0.1');
    upstream.on('error', () => socket.destroy());
    upstream.on('data', (bytes) => socket.write(bytes));
    socket.on('close', () => upstream.destroy());
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
      for (let length = lengthOf(text); length !== null && text.length >= length; length = lengthOf(text)) {
        const request = text.slice(0, length);
        text = text.slice(length);
        requests += 1;
        if ((requests >= from && requests < until) || request.includes(marker)) deed(socket, request);
        else upstream.write(Buffer.from(request, 'latin1'));
      }
    });
  });
  await listen(server);
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await reference.close();
  });
  return { baseUrl: `http://127.0.0.1:${portOf(server)}/v1`, key: reference.key, requests: () => requests };
}

/** How long the request is with which a text begins; null where its head has not ended. */
function lengthOf(text: string): number | null {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const declared = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, end))?.[1];
  return end + 4 + Number(declared ?? 0);
}

/** A server of raw sockets, closed after the test. */
export async function serveSockets(handle: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    onTestFinishedOnce(socket);
    handle(socket);
  });
  const open = new Set<Socket>();
  const onTestFinishedOnce = (socket: Socket): void => void open.add(socket);
  await listen(server);
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return portOf(server);
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port');
  return address.port;
}
