import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEvents } from '../../src/io/read-events.js';
import { conformance, makeFolder, startConformance } from './kit/command.js';
import { serveHostile } from './kit/serve-hostile.js';

const KILLS = 50;

test('killed at any moment, a record is valid as far as it goes, and the run goes on from it', async () => {
  const server = await serveHostile('nothing has this', () => {});
  const folder = makeFolder();
  const env = { CONFORMANCE_API_KEY: server.key };
  const argsOf = (out: string) => [
    'run',
    '--base-url',
    server.baseUrl,
    '--spec',
    'openai',
    '--model',
    'reference',
    '--suite',
    'basic',
    '--out',
    out,
  ];
  const lengths: number[] = [];
  let partial = '';
  const kill = async (n: number): Promise<void> => {
    const out = join(folder, String(n));
    const child = startConformance(argsOf(out), env);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    const file = join(out, 'results.ndjson');
    // From its first line on, at a moment of nobody's choosing.
    while (!existsSync(file) && child.exitCode === null) await sleep(5);
    await sleep(Math.random() * 700);
    child.kill('SIGKILL');
    await gone;
    const text = readFileSync(file, 'utf8');
    const lines = text.split('\n');
    lines.pop();
    // Every line that ended is whole; at most the last one is torn.
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
    const read = await readEvents(file);
    // Killed before its first line it leaves an empty file, which is no run yet.
    expect('events' in read ? read.events.length : lines.length && read).toBe(lines.length);
    lengths.push(lines.length);
    if (lines.length > 3 && !text.includes('"type":"end"')) partial = out;
  };
  const left = Array.from({ length: KILLS }, (_, n) => n).values();
  await Promise.all(
    Array.from({ length: 2 }, async () => {
      for (const n of left) await kill(n);
    }),
  );
  expect(lengths).toHaveLength(KILLS);
  expect(new Set(lengths).size).toBeGreaterThan(5);
  const resumed = await conformance(['run', ...argsOf(partial).slice(1, -2), '--resume', partial], env);
  expect([resumed.status, resumed.stderr.includes('conformance itself failed')]).toEqual([0, false]);
  expect(readFileSync(join(partial, 'results.ndjson'), 'utf8').trimEnd().split('\n').at(-1)).toContain(
    '"complete":true',
  );
}, 120_000);

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
