import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { conformanceIn } from '../../support/conformance-in.js';
import { emptyFolder } from '../e2e/support/out-folder.js';

const CONFIG = `targets:
  - {name: reasoning, reference: openai, specs: [openai], limitParameter: max_completion_tokens}
out: limited-run
`;

test('a target’s limit parameter is sent, a flag wins over it, and a run with it can be verified', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'conformance.yaml'), CONFIG);
  expect(await conformanceIn(folder, ['run'])).toMatchObject({ status: 0 });
  const sent = readFileSync(join(folder, 'limited-run', 'results.ndjson'), 'utf8');
  expect(sent).toContain('"max_completion_tokens":100');
  expect(sent).not.toContain('"max_tokens":100');
  expect(await conformanceIn(folder, ['verify', 'limited-run', '--accept-build'])).toMatchObject({ status: 0 });

  const only = ['--only', 'basic/system-message', '--out', 'other'];
  await conformanceIn(folder, ['run', '--limit-parameter', 'max_tokens', ...only]);
  expect(readFileSync(join(folder, 'other', 'results.ndjson'), 'utf8')).toContain('"max_tokens":');
  const refused = await conformanceIn(folder, ['run', '--limit-parameter', 'max_token', ...only]);
  expect(refused).toMatchObject({ status: 2, stdout: '' });
  expect(refused.stderr).toContain('Documented: max_tokens, max_completion_tokens.');
}, 60_000);
