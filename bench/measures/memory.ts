import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peakMemory } from '../kit/peak-memory.js';
import type { Row } from '../kit/row.js';

const MB = 1024 * 1024;

/** How much more memory a run needs when every response is an endless stream. Limits cut them. */
export async function measureMemory(): Promise<readonly Row[]> {
  const chunk = `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1_700_000_000, model: 'm', choices: [{ index: 0, delta: { content: ' word' }, finish_reason: null }] })}\n\n`;
  const text = Buffer.from(chunk.repeat(300));
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n');
      const more = (): void => {
        while (!socket.destroyed && socket.writable) if (!socket.write(text)) return;
      };
      socket.on('drain', more);
      more();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const run = ['run', '--base-url', `http://127.0.0.1:${port}/v1`, '--spec', 'openai', '--model', 'm', '--out', folder];
  const faithful = ['run', '--reference', 'openai', '--spec', 'openai', '--only', 'basic/minimal', '--out', folder];
  const floor = await peakMemory(faithful);
  const one = await peakMemory([...run, '--only', 'basic/minimal']);
  const all = await peakMemory(run);
  server.close();
  await rm(folder, { recursive: true });
  const row = (what: string, peak: number): Row => ({
    what,
    measured: `${((peak - floor) / MB).toFixed(0)} MB more`,
    floor: `one normal request: ${(floor / MB).toFixed(0)} MB`,
    ratio: (peak - floor) / (64 * MB),
    aim: { atMost: 1 },
  });
  return [
    row('memory for one endless stream, of 64 MB', one),
    row('memory for a complete run of endless streams, of 64 MB', all),
  ];
}
