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

/** Has something done after the test; a concurrent test has its own. */
export type AtEnd = (close: () => Promise<void> | void) => void;

/**
 * The reference provider of OpenAI's spec behind a raw socket server: every request is answered faithfully, except those
 * whose text holds `marker`, and from the request `from` on all of them, up to the request `until`. The marker is compared
 * with the head and the body without its framing, a JSON body as `JSON.stringify` writes it: the form of requests varies.
 */
export async function serveHostile(
  marker: string,
  deed: Deed,
  options: { readonly from?: number; readonly until?: number; readonly atEnd?: AtEnd | undefined } = {},
): Promise<HostileServer> {
  const { from = Number.POSITIVE_INFINITY, until = Number.POSITIVE_INFINITY, atEnd = onTestFinished } = options;
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
        if ((requests >= from && requests < until) || plainText(request).includes(marker)) deed(socket, request);
        else upstream.write(Buffer.from(request, 'latin1'));
      }
    });
  });
  await listen(server);
  atEnd(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await reference.close();
  });
  return { baseUrl: `http://127.0.0.1:${portOf(server)}/v1`, key: reference.key, requests: () => requests };
}

/** How long the request is with which a text begins; null if its end has not come. */
function lengthOf(text: string): number | null {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = text.slice(0, end);
  if (CHUNKED.test(head)) return chunksOf(text, end + 4)?.end ?? null;
  const declared = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  return end + 4 + Number(declared ?? 0);
}

const CHUNKED = /\r\ntransfer-encoding: *chunked/i;

/** The data of the chunks that begin at an offset, and the offset after them; null if the last one has not come. */
function chunksOf(text: string, from: number): { readonly data: string; readonly end: number } | null {
  let data = '';
  for (let at = from; ;) {
    const line = text.indexOf('\r\n', at);
    if (line < 0) return null;
    const size = Number.parseInt(text.slice(at, line), 16);
    const next = line + 2 + size + 2;
    if (text.length < next) return null;
    if (size === 0) return { data, end: next };
    data += text.slice(line + 2, line + 2 + size);
    at = next;
  }
}

/** The head and the body of a request in the form that markers have. */
function plainText(request: string): string {
  const start = request.indexOf('\r\n\r\n') + 4;
  const head = request.slice(0, start);
  const bytes = CHUNKED.test(head) ? (chunksOf(request, start)?.data ?? '') : request.slice(start);
  const body = Buffer.from(bytes, 'latin1').toString();
  try {
    return head + JSON.stringify(JSON.parse(body));
  } catch {
    return head + body;
  }
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
