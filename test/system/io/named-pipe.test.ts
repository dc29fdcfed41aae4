import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPipe, writePipe } from '../../../src/io/files/named-pipe.js';

let folder: string;
let pipe: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipe-'));
  pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
});
afterEach(() => rmSync(folder, { recursive: true }));

async function textOf(patience: { readonly other: number; readonly bytes: number }): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readPipe(pipe, patience)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test('a pipe that no program opens for writing is an error', async () => {
  await expect(textOf({ other: 40, bytes: 60_000 })).rejects.toThrow('no program wrote to this pipe within 0.04 s');
});

test('a pipe whose writer writes nothing is an error', async () => {
  const reading = textOf({ other: 60_000, bytes: 100 });
  const writer = await open(pipe, 'r+');
  await expect(reading).rejects.toThrow('this pipe had no new bytes for 0.1 s');
  await writer.close();
});

test('what is written later and in parts is read to its end', async () => {
  const reading = textOf({ other: 60_000, bytes: 60_000 });
  const writer = await open(pipe, 'w');
  await writer.write('first ');
  await new Promise((resolve) => setTimeout(resolve, 60));
  await writer.write('x'.repeat(300_000));
  await writer.close();
  await expect(reading).resolves.toBe(`first ${'x'.repeat(300_000)}`);
});

test('a pipe that no program opens for reading is an error', async () => {
  const writing = writePipe(pipe, [Buffer.from('x')], { other: 40, bytes: 60_000 });
  await expect(writing).rejects.toThrow('no program read from this pipe within 0.04 s');
});

test('a pipe whose reader reads nothing is an error', async () => {
  const reader = await open(pipe, 'r+');
  const writing = writePipe(pipe, [Buffer.alloc(1_000_000)], { other: 60_000, bytes: 100 });
  await expect(writing).rejects.toThrow('no program read from this pipe for 0.1 s');
  await reader.close();
});

test('what is read later is written to its end', async () => {
  const text = 'x'.repeat(300_000);
  const writing = writePipe(pipe, [Buffer.from('first '), Buffer.from(text)], { other: 60_000, bytes: 60_000 });
  const reading = textOf({ other: 60_000, bytes: 60_000 });
  await writing;
  await expect(reading).resolves.toBe(`first ${text}`);
});
