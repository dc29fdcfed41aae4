import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isInside, refuseOverwriting, refuseSameOutput } from '../../../src/io/files/overwritten.js';

const folder = mkdtempSync(join(tmpdir(), 'overwritten-'));
mkdirSync(join(folder, 'a'));
symlinkSync(join(folder, 'a'), join(folder, 'link'));
writeFileSync(join(folder, 'a/file'), 'x');

it('refuses an output that is an input, through a link too', () => {
  expect(refuseOverwriting([join(folder, 'link/file')], [join(folder, 'a/file')]).ok).toBe(false);
  expect(refuseOverwriting([join(folder, 'a/other')], [join(folder, 'a/file')]).ok).toBe(true);
});

it('refuses an output that is a YAML file in a folder that is read', () => {
  mkdirSync(join(folder, 'suites/openai-chat'), { recursive: true });
  const suite = join(folder, 'suites/openai-chat/own.yaml');
  writeFileSync(suite, '');
  const inputs = ['openai', join(folder, 'suites')];
  expect(refuseOverwriting([suite], inputs).ok).toBe(false);
  expect(refuseOverwriting([join(folder, 'suites/report.json')], inputs).ok).toBe(true);
});

it('refuses two outputs in one file, also if it does not exist yet', () => {
  expect(refuseSameOutput([join(folder, 'a/new'), join(folder, 'link/../a/new')]).ok).toBe(false);
  expect(refuseSameOutput([join(folder, 'a/new'), join(folder, 'link/new')]).ok).toBe(false);
  expect(refuseSameOutput([join(folder, 'a/new'), join(folder, 'a/other')]).ok).toBe(true);
  expect(refuseSameOutput(['/dev/null', '/dev/null']).ok).toBe(true);
});

it('finds a path in a folder', () => {
  expect(isInside(join(folder, 'link/file'), join(folder, 'a'))).toBe(true);
  expect(isInside(folder, join(folder, 'a'))).toBe(false);
});
