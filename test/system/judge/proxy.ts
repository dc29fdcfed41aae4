import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A page's origin that also passes requests on to an endpoint of another origin, as a web application's server does. */
export async function servePage(html: string, target: string, key: string): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/v1/') === true) void pass(request, response, target, key);
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function pass(request: IncomingMessage, response: ServerResponse, target: string, key: string): Promise<void> {
  // A page of another origin sends a preflight request and needs permission.
  const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
  if (request.method === 'OPTIONS') {
    response.writeHead(204, cors).end();
    return;
  }
  const body: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) body.push(chunk);
  const type = request.headers['content-type'];
  const answer = await fetch(`${target}${request.url?.slice('/v1'.length) ?? ''}`, {
    method: request.method ?? 'GET',
    headers: { authorization: `Bearer ${key}`, ...(type === undefined ? {} : { 'content-type': type }) },
    ...(request.method === 'POST' ? { body: Buffer.concat(body) } : {}),
  });
  response.writeHead(answer.status, {
    ...cors,
    'content-type': answer.headers.get('content-type') ?? '',
    'x-request-id': answer.headers.get('x-request-id') ?? 'req_1',
  });
  if (answer.body !== null) for await (const chunk of answer.body as AsyncIterable<Uint8Array>) response.write(chunk);
  response.end();
}
