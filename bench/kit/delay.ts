import { connect, createServer, type AddressInfo } from 'node:net';

/** A server that listens. */
export interface Listening {
  readonly baseUrl: string;
  close(): void;
}

/**
 * A proxy that makes a server take `ms` milliseconds for each response. The time that the server needs itself is part of
 * them. The intervals between the pieces of a response are kept.
 */
export async function delay(baseUrl: string, ms: number): Promise<Listening> {
  const { hostname, port, pathname } = new URL(baseUrl);
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let requestedAt = 0;
    /** The delay of the current response; null before its first byte. */
    let held: number | null = 0;
    client.on('data', (bytes) => {
      if (held !== null) requestedAt = performance.now();
      held = null;
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      held ??= Math.max(0, requestedAt + ms - performance.now());
      setTimeout(() => client.write(bytes), held);
    });
    client.on('error', () => upstream.destroy());
    client.on('close', () => upstream.destroy());
    upstream.on('error', () => {});
    upstream.on('close', () => setTimeout(() => client.destroy(), held ?? 0));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${bound}${pathname}`, close: () => server.close() };
}
