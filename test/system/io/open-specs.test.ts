import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openSuites } from '../../../src/io/files/load-suites.js';
import { loadSpecs } from '../../../src/io/files/load-specs.js';
import { openSpecs } from '../../../src/io/files/open-specs.js';

const top = mkdtempSync(join(tmpdir(), 'open-specs-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));
// GreenPT's spec under another id, as a spec in the folder of a user.
const acme = join(top, 'acme');
copySpec(acme, 'acme');

function copySpec(to: string, id: string): void {
  cpSync('specs/greenpt/chat-completions', to, { recursive: true });
  // Its claims begin with its id.
  for (const { parentPath, name } of readdirSync(to, { recursive: true, withFileTypes: true })) {
    const file = join(parentPath, name);
    if (/\.(?:yaml|json)$/u.test(name)) writeFileSync(file, readFileSync(file, 'utf8').replaceAll('greenpt', id));
  }
}

function readSpec(): string {
  return readFileSync('specs/greenpt/chat-completions/spec.yaml', 'utf8');
}

const idsOf = (opened: Awaited<ReturnType<typeof openSpecs>>) =>
  opened.ok ? opened.value.map(({ id }) => id) : opened;

describe('openSpecs', () => {
  it('opens ids and folders in their order', async () => {
    expect(idsOf(await openSpecs([acme, 'openai']))).toEqual(['acme', 'openai']);
    expect(idsOf(await openSpecs(['openai', acme]))).toEqual(['openai', 'acme']);
  });

  it('opens every spec below a folder', async () => {
    copySpec(join(top, 'several/one/chat'), 'one');
    copySpec(join(top, 'several/two/chat'), 'two');
    expect(idsOf(await openSpecs([join(top, 'several')]))).toEqual(['one', 'two']);
  });

  it('reports errors with file, line and column', async () => {
    const broken = join(top, 'broken');
    copySpec(broken, 'broken');
    writeFileSync(join(broken, 'spec.yaml'), readSpec().replace(/^title:/mu, 'titel:'));
    const opened = await openSpecs([broken]);
    const error = { file: `${broken}/spec.yaml`, line: 5, column: 1, reason: 'Unknown key "titel".' };
    expect(opened).toMatchObject({
      ok: false,
      errors: [{ reason: '`title` is missing.' }, error],
    });
  });

  it('reports a missing folder, a file and a folder without a spec', async () => {
    const reason = async (name: string) => {
      const opened = await openSpecs([name]);
      return opened.ok ? null : opened.errors.map((error) => error.reason);
    };
    expect(await reason(join(top, 'nowhere'))).toEqual(['There is no such folder.']);
    expect(await reason(join(acme, 'spec.yaml'))).toEqual(['It is not a folder.']);
    expect(await reason(join(acme, 'examples'))).toEqual(['There is no spec here.']);
  });

  it('refuses two specs with one id', async () => {
    const again = join(top, 'again');
    copySpec(again, 'openai');
    expect(await openSpecs([again, 'openai'])).toMatchObject({
      ok: false,
      errors: [{ reason: 'Two of the named specs have the id openai.' }],
    });
    // Named alone, it replaces the spec of the package.
    expect(idsOf(await openSpecs([again]))).toEqual(['openai']);
    const { specs } = await loadSpecs({ own: [again] });
    expect(specs.filter(({ id }) => id === 'openai').map(({ provider }) => provider)).toEqual(['GreenPT']);
  });
});

describe('openSuites', () => {
  it('refuses a suite whose id the package has', async () => {
    const folder = join(top, 'suites');
    cpSync('suites/openai-chat/basic.yaml', join(folder, 'basic.yaml'));
    const { errors } = await openSuites([folder]);
    expect(errors).toMatchObject([{ reason: expect.stringContaining('The suite basic is in') as string }]);
  });
});
