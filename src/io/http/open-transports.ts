/** What of an endpoint may not leave the process. */
export interface EndpointAccess {
  /** With the version prefix. */
  readonly baseUrl: string;
  /** Null when there is none. */
  readonly key: string | null;
  /** Headers of the user for every request, such as a gateway's routing. Like credentials, they are not recorded. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

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
