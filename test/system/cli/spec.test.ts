import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { makeText } from '../../unit/core/openapi/document.js';
import { conformanceIn } from '../../support/conformance-in.js';
import { emptyFolder } from '../e2e/support/out-folder.js';

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

test.each([
  ['spec import', ['spec', 'import', 'openapi.yaml', '--operation', 'POST /chat/completions', '--id', 'acme']],
  ['matrix', ['matrix', 'run']],
])('%s: a file in the place of the folder stays, and the error says so', async (_, command) => {
  const here = emptyFolder();
  writeFileSync(join(here, 'openapi.yaml'), makeText());
  writeFileSync(join(here, 'file'), 'mine');
  await conformanceIn(here, [
    'run',
    '--reference',
    'openai',
    '--spec',
    'openai',
    '--only',
    'basic/minimal',
    '--out',
    'run',
  ]);
  const { status, stderr } = await conformanceIn(here, [...command, '--out', 'file']);
  expect(stderr).toContain('a file is in the place of a folder');
  expect(stderr).toMatch(/name a (?:new )?folder/iu);
  expect(stderr).not.toContain('EEXIST');
  expect(status).toBe(2);
  expect(readFileSync(join(here, 'file'), 'utf8')).toBe('mine');
});

test.each(['Not An Id', 'UPPER', '-', 'a b', '__proto__'])('an id that is none is refused: %s', async (id) => {
  const here = emptyFolder();
  writeFileSync(join(here, 'openapi.yaml'), makeText());
  const flags = ['--operation', 'POST /chat/completions', `--id=${id}`];
  for (const out of [[], ['--out', 'new/folder'], ['--out', '.empty']]) {
    mkdirSync(join(here, '.empty'), { recursive: true });
    const imported = await conformanceIn(here, ['spec', 'import', 'openapi.yaml', ...flags, ...out]);
    expect([imported.status, imported.stdout]).toEqual([2, '']);
    expect(imported.stderr).toContain(`${out[1] ?? id}/spec.yaml:`);
    expect(readdirSync(here, { recursive: true })).toEqual(['.empty', 'openapi.yaml']);
  }
});

describe('spec update', () => {
  const flags = ['--operation', 'POST /chat/completions', '--id', 'acme'];

  /** An imported folder, and a later document with pieces of text replaced. */
  async function imported(...pieces: readonly (readonly [from: string, to: string])[]): Promise<string> {
    const here = emptyFolder();
    const text = makeText();
    writeFileSync(join(here, 'openapi.yaml'), text);
    expect(await conformanceIn(here, ['spec', 'import', 'openapi.yaml', ...flags])).toMatchObject({ status: 0 });
    for (const [from] of pieces) expect(text).toContain(from);
    const later = pieces.reduce((all, [from, to]) => all.replace(from, to), text);
    writeFileSync(join(here, 'later.yaml'), later);
    return here;
  }

  const textsOf = (here: string): readonly string[] =>
    readdirSync(join(here, 'acme')).map((name) => `${name} ${readFileSync(join(here, 'acme', name), 'utf8')}`);

  it('reports the documents as unchanged, and writes nothing, if only lines moved', async () => {
    const here = await imported(['openapi:', '# Moved\nopenapi:']);
    const before = textsOf(here);
    const dry = await conformanceIn(here, ['spec', 'update', 'acme', '--from', 'later.yaml', '--dry-run']);
    expect(dry).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Documents unchanged since/u) as string });
    expect(textsOf(here)).toEqual(before);
    expect(await conformanceIn(here, ['spec', 'update', 'acme', '--from', 'later.yaml'])).toMatchObject({ status: 0 });
    // The lines of the quotations follow.
    expect(textsOf(here)).not.toEqual(before);
  });

  it('takes over what changed, keeps what a person edited, and says which is which', async () => {
    const here = await imported(['maximum: 2', 'maximum: 1'], ['- length', '- limit'], ['max_tokens:', 'max_out:']);
    const claims = join(here, 'acme/claims.yaml');
    const schema = join(here, 'acme/response.schema.json');
    writeFileSync(claims, readFileSync(claims, 'utf8').replace('claims:\n', '# Compared with the service.\nclaims:\n'));
    writeFileSync(schema, readFileSync(schema, 'utf8').replace('"length"', '"length", "tool_calls"'));
    const updated = await conformanceIn(here, ['spec', 'update', 'acme', '--from', 'later.yaml', '--json']);
    expect(updated).toMatchObject({ status: 1, stderr: '' });
    expect(JSON.parse(updated.stdout)).toEqual([
      { change: 'changed', at: 'acme.request.temperature', what: 'maximum: 2 → 1', outcome: 'taken' },
      { change: 'removed', at: 'acme.request.max_tokens', what: 'The request takes `max_tokens`.', outcome: 'taken' },
      {
        change: 'changed',
        at: 'acme.response.choices[].finish_reason',
        what: 'enum: "length" → "limit"',
        outcome: 'kept',
      },
      { change: 'added', at: 'acme.request.max_out', what: 'The request takes `max_out`.', outcome: 'taken' },
    ]);
    expect(readFileSync(claims, 'utf8')).toContain('# Compared with the service.');
    expect(readFileSync(join(here, 'acme/request.schema.json'), 'utf8')).toMatch(/"maximum": 1\b/u);
    expect(readFileSync(schema, 'utf8')).toContain('tool_calls');
    const again = await conformanceIn(here, ['spec', 'update', 'acme', '--from', 'later.yaml']);
    expect(again).toMatchObject({ status: 0, stdout: expect.stringContaining('Documents unchanged') as string });
    expect(await conformanceIn(here, ['spec', 'check', './acme'])).toMatchObject({ status: 0 });
  });

  it('ends with a table and a sentence', async () => {
    const here = await imported(['maximum: 2', 'maximum: 1']);
    const { stdout, status } = await conformanceIn(here, ['spec', 'update', 'acme', '--from', 'later.yaml']);
    expect(stdout).toContain('maximum: 2 → 1');
    expect(stdout).toMatch(/Documents changed since \d{4}-\d\d-\d\d: 0 added, 0 removed, 1 changed\.\n$/u);
    expect(status).toBe(1);
  });

  it('refuses a folder that was not imported, and an operation that is gone; both stay as they are', async () => {
    const here = await imported(['/chat/completions:', '/other:']);
    const before = textsOf(here);
    const gone = await conformanceIn(here, ['spec', 'update', 'acme', '--from', 'later.yaml']);
    expect(gone.status).toBe(2);
    expect(textsOf(here)).toEqual(before);
    rmSync(join(here, 'acme/imported.json'));
    const refused = await conformanceIn(here, ['spec', 'update', 'acme', '--from', 'openapi.yaml']);
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('was not imported') as string });
  });
});
