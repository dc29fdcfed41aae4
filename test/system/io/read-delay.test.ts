import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Exchange } from '../../../src/core/model/exchange.js';
import { check } from '../../../src/index.js';
import { serveReference } from '../../../src/reference/serve.js';
import { makeStep } from '../../support/case.js';
import { startGateway } from '../../support/gateway.js';
import { faithfulEvents, sseText } from '../../support/exchange.js';
import { wireReports } from '../../support/wire-spec.js';
import { FIRST, openTransport, serveHttp } from '../../unit/io/serve.js';
import { specOf } from '../../support/specs-and-suites.js';

const events = faithfulEvents(Array.from({ length: 40 }, (_, n) => `word${n} `)).map((event) => sseText([event]));
const timeouts = { connect: 5_000, firstByte: 10_000, idle: 10_000, total: 30_000 };
const step = makeStep({ stream: true });

/** A server in a separate thread that sends an event every 30 ms; and a promise that resolves when it has a request. */
async function serveInThread(): Promise<{ readonly url: string; readonly requested: Promise<unknown> }> {
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
     const server = require('node:http').createServer(async (request, response) => {
       response.writeHead(200, { 'content-type': 'text/event-stream' });
       response.flushHeaders();
       parentPort.postMessage('requested');
       await new Promise((resolve) => setTimeout(resolve, 300));
       for (const event of workerData) {
         await new Promise((resolve) => setTimeout(resolve, 30));
         response.write(event);
       }
       response.end();
     });
     server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
    { eval: true, workerData: events },
  );
  onTestFinished(async () => {
    await worker.terminate();
  });
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  return { url: `http://127.0.0.1:${port}/v1`, requested: new Promise((resolve) => worker.once('message', resolve)) };
}

/** Holds everything back, and sends it at once a while after the last of so many requests. */
async function serveBuffered(requests: number): Promise<string> {
  const held: ServerResponse[] = [];
  return await serveHttp((_, response) => {
    held.push(response.writeHead(200, { 'content-type': 'text/event-stream' }));
    response.flushHeaders();
    if (held.length < requests) return;
    setTimeout(() => held.forEach((each) => each.end(events.join(''))), 2_500);
  });
}

const reportsOf = ({ response, readDelay = 0, ms, simultaneous }: Exchange): readonly string[] =>
  wireReports({ pieces: response?.body ?? [], readDelay, ms, ...(simultaneous === true ? { simultaneous } : {}) });

describe('the time in which this process does not read', () => {
  it('explains a stream that arrives in one burst', async () => {
    const { url, requested } = await serveInThread();
    const sent = openTransport(url, { timeouts }).send(step, FIRST);
    await requested;
    // The event loop is busy until the server has sent everything.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_000);
    const exchange = await sent;
    expect(exchange.readDelay).toBeGreaterThan(2_500);
    expect(reportsOf(exchange)).toEqual([]);
    expect(reportsOf({ ...exchange, readDelay: 0 })).toEqual(['incremental-delivery not-incremental stream']);
  });

  it('does not explain a server that buffers', async () => {
    const exchange = await openTransport(await serveBuffered(1), { timeouts }).send(step, FIRST);
    expect(exchange.simultaneous).toBeUndefined();
    expect(reportsOf(exchange)).toEqual(['incremental-delivery not-incremental stream']);
  });

  it('is not the only reason: streams that wait for different times and wake together share a pause', async () => {
    const transport = openTransport(await serveBuffered(2), { timeouts });
    const first = transport.send(step, FIRST);
    await sleep(500);
    const both = await Promise.all([first, transport.send(step, { ...FIRST, id: 1 })]);
    expect(both.map(({ simultaneous }) => simultaneous)).toEqual([true, true]);
    expect(both.flatMap(reportsOf)).toEqual([]);
  });
});

describe('a run against a server that buffers', () => {
  it('sends the request again and reports both', async () => {
    const served = await serveReference({ spec: specOf('openai') });
    onTestFinished(() => served.close());
    // It holds answers for longer than a busy machine keeps this process from reading.
    const gateway = await startGateway(served.baseUrl, { delayMs: 5_000 });
    onTestFinished(() => gateway.close());
    const report = await check({
      baseUrl: gateway.baseUrl,
      spec: 'openai',
      key: served.key,
      model: 'gpt-4o',
      selection: { suites: [], only: ['streaming/counting'] },
    });
    const finding = report.findings.find(({ check: id }) => id === 'incremental-delivery');
    expect([finding?.level, finding?.cases]).toEqual(['should', ['streaming/counting']]);
    const result = report.results.find(({ case: id }) => id === 'streaming/counting');
    expect(result?.exchanges).toHaveLength(2);
  });
});
