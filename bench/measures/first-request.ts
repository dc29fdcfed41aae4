import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMAND } from '../kit/built.js';
import { median, medianRatio } from '../kit/median.js';
import type { Row } from '../kit/row.js';

/** From the start of the command to its first request at a server, against a Node that does nothing. */
export async function measureFirstRequest(): Promise<readonly Row[]> {
  let arrived: (() => void) | undefined;
  const server = createServer(() => arrived?.());
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const args = ['run', '--base-url', `http://127.0.0.1:${port}/v1`, '--spec', 'openai', '--model', 'm'];
  const pairs: (readonly [number, number])[] = [];
  for (let n = 0; n < 15; n += 1) {
    const began = performance.now();
    // A new folder each time: that of a killed run is locked for two seconds.
    const child = spawn(process.execPath, [COMMAND, ...args, '--out', join(folder, `${n}`)], { stdio: 'ignore' });
    await new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const mine = performance.now() - began;
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    pairs.push([mine, await wall([process.execPath, '-e', '0'])]);
  }
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
  return [
    {
      what: 'first request on the wire',
      measured: `${median(pairs.map(([mine]) => mine)).toFixed(0)} ms`,
      floor: `\`node -e 0\`: ${median(pairs.map(([, floor]) => floor)).toFixed(0)} ms`,
      ratio: medianRatio(pairs),
      aim: { atMost: 5 },
    },
  ];
}

function wall([command = '', ...args]: readonly string[]): Promise<number> {
  const began = performance.now();
  return new Promise((resolve) => {
    spawn(command, args, { stdio: 'ignore' }).once('exit', () => resolve(performance.now() - began));
  });
}
