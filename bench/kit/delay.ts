import { connect, createServer, type AddressInfo } from 'node:net';

/** Something that listens. */
export interface Listening {
  readonly baseUrl: string;
  close(): void;
}

/**
 * Stands before a server and makes it take so many milliseconds: what it needs itself counts as part of them. The pieces
 * of an answer keep their distances.
 */
export async function delay(baseUrl: string, ms: number): Promise<Listening> {
  const { hostname, port, pathname } = new URL(baseUrl);
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let asked = 0;
    /** How long the answer under way is held back; null before its first byte. */
    let held: number | null = 0;
    client.on('data', (bytes) => {
      if (held !== null) asked = performance.now();
      held = null;
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      held ??= Math.max(0, asked + ms - performance.now());
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
