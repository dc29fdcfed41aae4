import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Spec } from '../core/model/spec.js';
import type { Fault } from './fault.js';
import { makeReference } from './index.js';
import { basePathOf } from './provider.js';
import type { Reply, Request } from './reply.js';

/** The key that the reference provider accepts by default. */
export const REFERENCE_KEY = 'sk-conformance-reference';

/** The longest request body that is read, in bytes. */
const LONGEST_BODY = 8 * 1024 * 1024;

/** A reference provider that listens. */
export interface Served {
  /** With the version prefix: `http://127.0.0.1:41234/v1`. */
  readonly baseUrl: string;
  readonly key: string;
  close(): Promise<void>;
}

/**
 * Serves the reference provider of a spec, with these faults.
 * @param options.port 0 selects a free port. The server listens on the loopback address only.
 */
export async function serveReference(options: {
  readonly spec: Spec;
  readonly faults?: readonly Fault[];
  readonly port?: number;
  readonly key?: string;
}): Promise<Served> {
  const { spec, faults = [], port = 0, key = REFERENCE_KEY } = options;
  const respond = makeReference({ spec, key, faults, now: () => Math.floor(Date.now() / 1000) });
  const { origin, close } = await serveReplies(respond, port);
  return { baseUrl: `${origin}${basePathOf(spec)}`, key, close };
}

/** Serves the replies of a function on the loopback address. Returns the origin: `http://127.0.0.1:41234`. */
export async function serveReplies(
  respond: (request: Request) => Reply,
  port = 0,
): Promise<{ readonly origin: string; readonly close: () => Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing, respond).catch(() => outgoing.destroy());
  });
  await listen(server, port);
  const { port: bound } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

async function handle(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  respond: (request: Request) => Reply,
): Promise<void> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= LONGEST_BODY) chunks.push(chunk);
  }
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  const path = new URL(incoming.url ?? '/', 'http://loopback').pathname;
  await write(
    outgoing,
    respond({ method: incoming.method ?? 'GET', path, headers, text: Buffer.concat(chunks).toString('utf8') }),
  );
}

async function write(outgoing: ServerResponse, reply: Reply): Promise<void> {
  const raw = reply.raw === true;
  const { socket } = outgoing;
  if (!raw)
    outgoing.writeHead(
      reply.status,
      reply.headers.flatMap(([name, value]) => [name, value]),
    );
  for (const { afterMs, data } of reply.writes) {
    if (afterMs > 0) await sleep(afterMs);
    if (outgoing.destroyed || socket === null || socket.destroyed) return;
    if (raw) socket.write(data);
    else outgoing.write(data);
  }
  if (reply.end === 'hang') return;
  if (reply.end === 'destroy') socket?.destroy();
  else if (raw) socket?.end();
  else outgoing.end();
}
