import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder } from '../e2e/support/out-folder.js';
import { conformanceIn } from '../../support/conformance-in.js';

test('a record is judged by its baseline as the run was: what is known fails nothing, what is stale does', async () => {
  const folder = emptyFolder();
  const specs = ['--spec', 'greenpt,openai'];
  const suites = ['--suite', 'basic', '--out', 'run'];
  expect((await conformanceIn(folder, ['run', '--reference', 'greenpt', ...specs, ...suites])).status).toBe(1);
  await conformanceIn(folder, ['baseline', 'init', 'run', '--baseline', 'known.yaml']);
  const judge = (file: string) =>
    conformanceIn(folder, ['judge', 'run/results.ndjson', ...specs, '--baseline', file, '--out', 'again']);
  expect(await judge('known.yaml')).toMatchObject({ status: 0 });

  const known = readFileSync(join(folder, 'known.yaml'), 'utf8');
  writeFileSync(join(folder, 'stale.yaml'), known.replace(/finding: \S+/u, 'finding: schema-wrong-type-gone'));
  const stale = await judge('stale.yaml');
  expect(stale.status).toBe(1);
  expect(stale.stdout).toContain('stale.yaml:');
  expect(await judge('nowhere.yaml')).toMatchObject({ status: 2, stdout: '' });
}, 60_000);
