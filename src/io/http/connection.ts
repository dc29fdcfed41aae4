import type { SecureContextOptions } from 'node:tls';
import type { Dispatcher } from 'undici';
// The whole of undici (fetch, WebSocket, caches) takes three times as long to load as these two.
import buildConnector from 'undici/lib/core/connect.js';
import Client from 'undici/lib/dispatcher/client.js';

/** Sees each read of the socket before the parser does, and returns what the parser is to see of it. */
export type Tap = (bytes: Uint8Array) => Uint8Array;

/** One connection at a time to the endpoint, kept between requests, and its raw bytes. */
export interface Lane {
  /** Sends one request; the tap sees the raw bytes until the next one. */
  dispatch(request: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler, tap: Tap): void;
  /** Drops the connection, also one that is still being made. */
  reset(): void;
  close(): Promise<void>;
}

export interface LaneOptions {
  readonly connectMs: number;
  readonly headerBytes: number;
  /** With what TLS is spoken, such as `ca`. */
  readonly connect: SecureContextOptions;
}

const passOn: Tap = (bytes) => bytes;

/** A lane to an origin. undici's own timeouts are coarse by up to a second: they are off, `receive` keeps time. */
export function makeLane(origin: string, options: LaneOptions): Lane {
  let tap: Tap = passOn;
  // The connector's coarse timeout closes sockets that `receive` has given up on.
  const connect = buildConnector({ ...options.connect, timeout: options.connectMs + 1000 });
  const open = (): Client => {
    const own = new Client(origin, {
      connect: (target, callback) =>
        connect(target, (...made) => {
          const [error, socket] = made;
          if (error !== null) {
            callback(error, null);
            // Where a certificate is for another host, undici 7 waits for the request that it has failed, and sends no
            // other (nodejs/undici#5373, in 8 only).
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
      client.dispatch(request, handler);
    },
    reset: renew,
    close: () => client.destroy(),
  };
}
