import { describe, expect, it } from 'vitest';
import { makeStep } from '../../support/case.js';
import { FIRST, openTransport, serveHttp, serveSockets } from '../../unit/io/serve.js';

describe('connections', () => {
  it('are kept between requests', async () => {
    const ports = new Set<number | undefined>();
    const url = await serveHttp((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{}');
    });
    const { send } = openTransport(url);
    for (let n = 0; n < 3; n += 1) await send(makeStep(), FIRST);
    expect(ports.size).toBe(1);
  });

  it('are not reused after a stream once the server has closed two of them', async () => {
    const url = await serveSockets((socket) => {
      let requests = 0;
      socket.on('data', () => {
        requests += 1;
        if (requests > 1) socket.resetAndDestroy();
        else socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9\r\n\r\ndata: 1\n\n');
      });
    });
    const transport = openTransport(url);
    const ends: string[] = [];
    for (let n = 0; n < 8; n += 1) ends.push((await transport.send(makeStep({ stream: true }), FIRST)).end);
    expect(ends.filter((end) => end !== 'complete')).toHaveLength(2);
    expect(ends.slice(4)).toEqual(['complete', 'complete', 'complete', 'complete']);
    await transport.close();
  });
});
