import { expect, test } from 'vitest';
import { makeTransport } from '../../../src/io/http/transport.js';
import { json, pour, STREAM_HEAD } from './kit/answers.js';
import { serveSockets } from './kit/serve-hostile.js';
import { valueOf } from '../../support/result.js';

const STEP = {
  method: 'POST',
  path: '/chat/completions',
  headers: {},
  body: { model: 'm', messages: [] },
  auth: { kind: 'valid', scheme: null },
} as const;

/** Bytes that were kept of each of so many answers. */
async function keptOf(port: number, count: number, stream: boolean): Promise<readonly number[]> {
  const limits = { bodyBytes: 512 * 1024, allBytes: 1024 * 1024 };
  const transport = valueOf(makeTransport({ baseUrl: `http://127.0.0.1:${port}/v1`, key: null, limits }));
  const kept: number[] = [];
  for (let id = 0; id < count; id += 1) {
    const { response, endCode } = await transport.send({ ...STEP, stream }, { id, case: 'c', step: 0, attempt: 0 });
    expect(endCode).toBe('LIMIT_BYTES');
    kept.push((response?.body ?? []).reduce((sum, { bytes }) => sum + bytes.length, 0));
  }
  await transport.close();
  return kept;
}

test.each([
  ['bodies', false],
  ['streams', true],
])(
  'an endpoint that answers everything with endless %s fills no memory: a run keeps less and less',
  async (_, stream) => {
    const port = await serveSockets((socket) =>
      socket.on('data', () => {
        socket.write(stream ? STREAM_HEAD : json('').replace('content-length: 0', `content-length: ${1 << 30}`));
        pour(socket, `data: ${'x'.repeat(1000)}\n\n`.repeat(50));
      }),
    );
    const kept = await keptOf(port, 6, stream);
    expect(kept).toEqual([512, 512, 64, 64, 64, 64].map((kilobytes) => kilobytes * 1024));
  },
);

test('a piece keeps its own bytes in memory, not the read that contained them', async () => {
  const chunk = `1;x=${'y'.repeat(60_000)}\r\na\r\n`;
  const port = await serveSockets((socket) =>
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n');
      socket.end(`${chunk.repeat(500)}0\r\n\r\n`);
    }),
  );
  const transport = valueOf(makeTransport({ baseUrl: `http://127.0.0.1:${port}/v1`, key: null }));
  const { response } = await transport.send({ ...STEP, stream: false }, { id: 0, case: 'c', step: 0, attempt: 0 });
  await transport.close();
  const pieces = (response?.body ?? []).map(({ bytes }) => bytes);
  expect(pieces.reduce((sum, bytes) => sum + bytes.length, 0)).toBe(500);
  // A view keeps the memory under it: 30 MB if a piece were a part of the read.
  const kept = new Set(pieces.map(({ buffer }) => buffer));
  expect([...kept].reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeLessThan(1_000_000);
});
