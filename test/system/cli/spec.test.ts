import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeText } from '../../unit/core/openapi/document.js';
import { conformanceIn } from '../../support/conformance-in.js';

const folder = mkdtempSync(join(tmpdir(), 'spec-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a document is imported, checked, and judges the provider that is made of it', async () => {
  writeFileSync(join(folder, 'openapi.yaml'), makeText());
  const flags = ['--operation', 'POST /chat/completions', '--id', 'acme'];
  const imported = await conformanceIn(folder, ['spec', 'import', 'openapi.yaml', ...flags]);
  expect(imported.stderr).toBe('');
  expect(imported.status).toBe(0);
  expect(imported.stdout).toContain('spec check ./acme');
  const checked = await conformanceIn(folder, ['spec', 'check', './acme']);
  expect(checked.stdout).toContain('The reference provider of the spec conforms to it.');
  expect(checked.status).toBe(0);
  const run = await conformanceIn(folder, [
    'run',
    '--reference',
    './acme',
    '--spec',
    './acme',
    '--model',
    'm',
    '--suite',
    'basic',
  ]);
  expect(run.stdout).toContain('No findings.');
  expect(run.status).toBe(0);
  // An edited folder is never overwritten.
  const again = await conformanceIn(folder, ['spec', 'import', 'openapi.yaml', ...flags]);
  expect(again.stderr).toContain('acme: The folder is not empty.');
  expect(again.status).toBe(2);
});

test('a document that is none is refused, and nothing is written', async () => {
  writeFileSync(join(folder, 'none.yaml'), 'a: 1\n');
  const imported = await conformanceIn(folder, [
    'spec',
    'import',
    'none.yaml',
    '--operation',
    'GET /x',
    '--id',
    'none',
  ]);
  expect(imported.stderr).toContain('none.yaml: It is no OpenAPI 3 document');
  expect(imported.status).toBe(2);
  expect(existsSync(join(folder, 'none'))).toBe(false);
});
