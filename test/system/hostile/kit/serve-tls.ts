import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { loadSpecs } from '../../../../src/io/files/load-specs.js';
import { serveReference } from '../../../../src/reference/serve.js';
import type { Certificate } from '../../../support/make-certificate.js';

export interface TlsServer {
  readonly baseUrl: string;
  readonly key: string;
  /** How many requests came. */
  readonly requests: () => number;
}

const { specs } = await loadSpecs();

/** The reference provider of OpenAI's spec behind a server that presents this certificate. */
export async function serveTls(certificate: Certificate): Promise<TlsServer> {
  const spec = specs.find(({ id }) => id === 'openai');
  if (spec === undefined) throw new Error('There is no spec openai');
  const reference = await serveReference({ spec });
  const { port: upstream } = new URL(reference.baseUrl);
  let requests = 0;
  const server = createServer(certificate, (incoming, outgoing) => {
    requests += 1;
    const { method, url: path, headers } = incoming;
    const passed = request({ port: upstream, host: '127.0.0.1', method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await reference.close();
  });
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `https://127.0.0.1:${port}/v1`, key: reference.key, requests: () => requests };
}
