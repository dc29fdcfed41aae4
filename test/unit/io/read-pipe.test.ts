import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPipe } from '../../../src/io/files/read-pipe.js';

let folder: string;
let pipe: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipe-'));
  pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
});
afterEach(() => rmSync(folder, { recursive: true }));

async function textOf(patience: { readonly writer: number; readonly bytes: number }): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readPipe(pipe, patience)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test('a pipe that no program opens for writing is an error', async () => {
  await expect(textOf({ writer: 40, bytes: 60_000 })).rejects.toThrow('no program wrote to this pipe within 0.04 s');
});

test('a pipe whose writer writes nothing is an error', async () => {
  const reading = textOf({ writer: 60_000, bytes: 100 });
  const writer = await open(pipe, 'r+');
  await expect(reading).rejects.toThrow('this pipe had no new bytes for 0.1 s');
  await writer.close();
});

test('what is written later and in parts is read to its end', async () => {
  const reading = textOf({ writer: 60_000, bytes: 60_000 });
  const writer = await open(pipe, 'w');
  await writer.write('first ');
  await new Promise((resolve) => setTimeout(resolve, 60));
  await writer.write('x'.repeat(300_000));
  await writer.close();
  await expect(reading).resolves.toBe(`first ${'x'.repeat(300_000)}`);
});
