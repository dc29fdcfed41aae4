import type { TransportOptions } from './transport.js';

/** What of an endpoint may not leave the process. */
export type EndpointAccess = Pick<TransportOptions, 'baseUrl' | 'key' | 'headers'>;

const open = new Set<EndpointAccess>();

/**
 * Remembers what a transport sends, until it is closed: a run that gets no redactor takes the secrets of all open
 * transports, however its `send` is wrapped.
 * @returns a function that forgets it
 */
export function rememberTransport({ baseUrl, key, headers }: EndpointAccess): () => void {
  const access = { baseUrl, key, headers };
  open.add(access);
  return () => void open.delete(access);
}

/** What the open transports of this process send. */
export function openTransports(): readonly EndpointAccess[] {
  return [...open];
}
