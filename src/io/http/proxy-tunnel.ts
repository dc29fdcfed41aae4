import type { SecureContextOptions } from 'node:tls';
import type { buildConnector as BuildConnector, Dispatcher } from 'undici';
import buildConnector from 'undici/lib/core/connect.js';
import Client from 'undici/lib/dispatcher/client.js';
import type { Proxy } from './proxy.js';

export interface TunnelOptions {
  /** For each of the three steps: the connection to the proxy, its response, and TLS with the endpoint. */
  readonly timeoutMs: number;
  /** Options for TLS with the endpoint. */
  readonly connect: SecureContextOptions & { readonly rejectUnauthorized: boolean };
}

/**
 * A connector to https endpoints through a proxy (`CONNECT`, RFC 9110, section 9.3.6). The proxy gets the host and port of
 * the endpoint, and no request.
 */
export function makeTunnelConnector(proxy: Proxy, options: TunnelOptions): BuildConnector.connector {
  const connectEndpoint = buildConnector({ ...options.connect, timeout: options.timeoutMs });
  return (target, callback) => {
    const { host = target.hostname, port } = target;
    const authority = port === '' ? `${host}:443` : host;
    const client = new Client(proxy.origin, {
      connect: makeProxyConnector(options.timeoutMs),
      headersTimeout: options.timeoutMs,
    });
    let isOver = false;
    const end = (error: Error): void => {
      if (isOver) return;
      isOver = true;
      callback(error, null);
      void client.destroy();
    };
    const handler: Dispatcher.DispatchHandler = {
      // undici requires it.
      onRequestStart() {},
      onRequestUpgrade(_controller, status, _headers, socket) {
        if (isOver || status < 200 || status > 299) {
          socket.destroy();
          return end(tunnelError('ERR_PROXY_TUNNEL'));
        }
        isOver = true;
        void client.close();
        connectEndpoint({ ...target, httpSocket: socket } as typeof target, callback);
      },
      onResponseError: (_controller, error) =>
        end('code' in error && error.code === CONNECTION ? error : tunnelError('ERR_PROXY_TUNNEL')),
    };
    const credentials = proxy.authorization === null ? {} : { 'proxy-authorization': proxy.authorization };
    client.dispatch({ method: 'CONNECT', path: authority, headers: { host: authority, ...credentials } }, handler);
  };
}

const CONNECTION = 'ERR_PROXY_CONNECTION';

/** A connector to the proxy itself. Its certificate is always verified. A failure has its own code. */
export function makeProxyConnector(timeoutMs: number): BuildConnector.connector {
  const connect = buildConnector({ timeout: timeoutMs, rejectUnauthorized: true });
  return (target, callback) =>
    connect(target, (...made) => {
      const [error, socket] = made;
      if (error === null) callback(null, socket);
      else callback(tunnelError(CONNECTION), null);
    });
}

function tunnelError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
