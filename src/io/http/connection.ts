import type { SecureContextOptions } from 'node:tls';
import type { Dispatcher } from 'undici';
// All of undici (fetch, WebSocket, caches) takes 93 ms of CPU to load; these two take 35 ms. package.json pins undici
// exactly, because files below lib/ may move in any release.
import buildConnector from 'undici/lib/core/connect.js';
import Client from 'undici/lib/dispatcher/client.js';
import type { Proxy } from './proxy.js';
import { makeProxyConnector, makeTunnelConnector } from './proxy-tunnel.js';

/** Gets the bytes of each read of the socket before the parser, and returns the bytes for the parser. */
export type Tap = (bytes: Uint8Array) => Uint8Array;

/** A connection to the endpoint that is kept between requests and gives access to its raw bytes. */
export interface Connection {
  /** Sends one request; the tap gets the raw bytes until the next request. */
  dispatch(request: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler, tap: Tap): void;
  /** Drops the connection, even while it is being opened. */
  reset(): void;
  close(): Promise<void>;
}

export interface ConnectionOptions {
  readonly connectMs: number;
  readonly headerBytes: number;
  /** Options for TLS, such as `ca`. */
  readonly connect: SecureContextOptions;
  /** Whether the certificate is verified. */
  readonly verify: boolean;
  readonly proxy: Proxy | null;
}

const passOn: Tap = (bytes) => bytes;

/** Opens a connection to an origin. undici's timeouts are off: they are late by up to a second; `receive` has its own. */
export function openConnection(origin: string, options: ConnectionOptions): Connection {
  let tap: Tap = passOn;
  const connect = makeConnector(origin, options);
  const through = options.proxy !== null && origin.startsWith('http:') ? options.proxy : null;
  const open = (): Client => {
    const own = new Client(through?.origin ?? origin, {
      connect: (target, callback) =>
        connect(target, (...made) => {
          const [error, socket] = made;
          if (error !== null) {
            callback(error, null);
            // After a certificate for another host, undici 7 waits for the failed request and sends no other
            // (nodejs/undici#5373, fixed in 8).
            if (client === own) renew();
            return;
          }
          const push = socket.push.bind(socket);
          socket.push = (bytes: unknown, encoding) => push(bytes instanceof Uint8Array ? tap(bytes) : bytes, encoding);
          callback(null, socket);
        }),
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: options.headerBytes,
      pipelining: 1,
    });
    return own;
  };
  let client = open();
  const renew = (): void => {
    const old = client;
    client = open();
    void old.destroy();
  };
  return {
    dispatch(request, handler, listen) {
      tap = listen;
      client.dispatch(through === null ? request : forwarded(origin, request, through), handler);
    },
    reset: renew,
    close: () => client.destroy(),
  };
}

function makeConnector(origin: string, { connectMs, connect, verify, proxy }: ConnectionOptions) {
  // The connector's timeout closes sockets that `receive` no longer waits for.
  const timeout = connectMs + 1000;
  // Without this option Node obeys NODE_TLS_REJECT_UNAUTHORIZED.
  const own = { ...connect, rejectUnauthorized: verify };
  if (proxy === null) return buildConnector({ ...own, timeout });
  return origin.startsWith('http:')
    ? makeProxyConnector(timeout)
    : makeTunnelConnector(proxy, { timeoutMs: timeout, connect: own });
}

/** A request to an http endpoint in the form for proxies (RFC 9112, section 3.2.2). */
function forwarded(origin: string, request: Dispatcher.DispatchOptions, proxy: Proxy): Dispatcher.DispatchOptions {
  const credentials = proxy.authorization === null ? [] : ['proxy-authorization', proxy.authorization];
  // `receive` gets the headers as a flat list.
  const headers = [...(request.headers as readonly string[]), 'host', new URL(origin).host, ...credentials];
  return { ...request, path: `${origin}${request.path}`, headers };
}
