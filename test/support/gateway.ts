import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer of the upstream, which a gateway may change before it passes it on. */
export interface Passed {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface GatewayOptions {
  /** How long each request is held back. */
  readonly delayMs?: number;
  /** Asked before a request is passed on: answers it in the upstream's place, or null. */
  readonly answer?: (text: string, serial: number, path: string) => Passed | null;
  /** Changes what is passed on. */
  readonly change?: (passed: Passed, text: string) => void;
}

/** A small gateway: forwards every request to its upstream, counts requests, and applies the given changes. */
export interface Gateway {
  readonly baseUrl: string;
  /** The bodies of all requests so far. */
  readonly requests: readonly string[];
  /** When each came, in milliseconds of `performance.now()`. */
  readonly times: readonly number[];
  /** The authorization header of each. */
  readonly keys: readonly (string | undefined)[];
  close(): Promise<void>;
}

/** Starts one on loopback before the endpoint at `upstream`. */
export async function startGateway(upstream: string, options: GatewayOptions = {}, port = 0): Promise<Gateway> {
  const requests: string[] = [];
  const times: number[] = [];
  const keys: (string | undefined)[] = [];
  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const text = await readText(incoming);
    requests.push(text);
    times.push(performance.now());
    keys.push(incoming.headers.authorization);
    if (options.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, options.delayMs));
    const path = incoming.url ?? '/';
    const passed = options.answer?.(text, requests.length, path) ?? (await pass(upstream, incoming, text));
    options.change?.(passed, text);
    const { 'transfer-encoding': _chunked, 'content-length': _length, connection: _kept, ...headers } = passed.headers;
    if (outgoing.destroyed) return;
    outgoing.writeHead(passed.status, { ...headers, 'content-length': Buffer.byteLength(passed.body) });
    outgoing.end(passed.body);
  };
  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    times,
    keys,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readText(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function pass(
  upstream: string,
  { url = '/', method = 'GET', headers }: IncomingMessage,
  text: string,
): Promise<Passed> {
  const to = new URL(url, upstream);
  return new Promise((resolve, reject) => {
    const sent = request(to, { method, headers: { ...headers, host: to.host } }, (answer) => {
      readText(answer).then(
        (body) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }),
        reject,
      );
    });
    sent.once('error', reject);
    sent.end(text);
  });
}

/** Changes the JSON documents of an answer: the body, or each event of a stream. */
export function changeJson(passed: Passed, change: (value: Record<string, unknown>) => void): void {
  const apply = (text: string): string => {
    const value = JSON.parse(text) as Record<string, unknown>;
    change(value);
    return JSON.stringify(value);
  };
  const isStream = String(passed.headers['content-type']).includes('event-stream');
  if (isStream)
    passed.body = passed.body.replaceAll(/^data: (\{.*\})$/gmu, (_line, json: string) => `data: ${apply(json)}`);
  else if (passed.body.startsWith('{')) passed.body = apply(passed.body);
}
