import { openConnection, type Connection, type ConnectionOptions } from './connection.js';
import type { Received } from './receive.js';

/**
 * After so many requests that failed because the server had closed their connection after a stream, no connection is reused
 * after a stream. The first failure may be a coincidence; each one costs an attempt and the wait before the next.
 */
const MOST_CLOSED = 2;

/** The connections of a transport, as many as there are requests at the same time. */
export interface ConnectionPool {
  /** An idle connection, else a new one. */
  take(): Connection;
  /** Returns a connection after its request. */
  give(connection: Connection, request: { readonly stream: boolean }, received: Received): void;
  close(): Promise<void>;
}

/** Makes a pool of connections to an origin. */
export function makeConnectionPool(origin: string, options: ConnectionOptions): ConnectionPool {
  const all: Connection[] = [];
  const idle: Connection[] = [];
  const usedForStream = new Set<Connection>();
  let closedAfterStream = 0;
  return {
    take() {
      const reused = idle.pop();
      if (reused !== undefined) return reused;
      const opened = openConnection(origin, options);
      all.push(opened);
      return opened;
    },
    give(connection, { stream }, { response, end }) {
      const wasClosed = response === null && (end === 'closed' || end === 'reset');
      if (wasClosed && usedForStream.has(connection)) closedAfterStream += 1;
      if (stream) usedForStream.add(connection);
      else usedForStream.delete(connection);
      if (stream && closedAfterStream >= MOST_CLOSED) {
        connection.reset();
        usedForStream.delete(connection);
      }
      idle.push(connection);
    },
    async close() {
      await Promise.all(all.map((connection) => connection.close()));
    },
  };
}
