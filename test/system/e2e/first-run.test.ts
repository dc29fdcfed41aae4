import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { start } from './support/conformance.js';
import { emptyFolder } from './support/out-folder.js';
import { RUNS_MANY } from '../../support/property-runs.js';

const path = (file: string): string => fileURLToPath(new URL(`../../../${file}`, import.meta.url));

// CI starts npm too.
it.skipIf(!RUNS_MANY)(
  'npm start shows a pass and one fault that is caught, in at most 30 lines, with status 0',
  { timeout: 120_000 },
  async () => {
    // What npm start runs after the build, in a separate folder.
    const command = 'cd "$0" && exec "$@"';
    const args = [emptyFolder(), process.execPath, path('examples/first-run.js')];
    const { status, stdout, stderr } = await start('bash', ['-c', command, ...args]).ended;
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^openai +\d+ of \d+ cases conform[^]*^✓ No findings\./mu);
    expect(stdout).toMatch(/^✗ 1 finding \(1 must\)\./mu);
    // npm itself prints four lines before it.
    expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(26);
  },
);

it('the package has a bin of its name, and no script that npm runs at an installation', () => {
  const manifest = JSON.parse(readFileSync(path('package.json'), 'utf8')) as Record<string, Record<string, string>>;
  expect(manifest['bin']).toEqual({ conformance: 'dist/cli/main.js', 'llm-conformance': 'dist/cli/main.js' });
  for (const name of ['prepare', 'preinstall', 'install', 'postinstall'])
    expect(manifest['scripts']).not.toHaveProperty(name);
});
