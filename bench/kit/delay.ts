import { connect, createServer, type AddressInfo } from 'node:net';

/** Something that listens. */
export interface Listening {
  readonly baseUrl: string;
  close(): void;
}

/** Stands before a server and holds every request back for so many milliseconds; answers pass at once. */
export async function delay(baseUrl: string, ms: number): Promise<Listening> {
  const { hostname, port, pathname } = new URL(baseUrl);
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    client.on('data', (bytes) => setTimeout(() => upstream.write(bytes), ms));
    upstream.on('data', (bytes) => client.write(bytes));
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${bound}${pathname}`, close: () => server.close() };
}
