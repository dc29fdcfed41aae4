import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checks } from '../../src/core/judge/checks.js';
import { compileSchema } from '../../src/core/schema/validator.js';
import { loadCompiledSpecs, loadSpecIds } from '../../src/io/files/load-specs.js';
import { readSpecs } from '../../src/io/files/read-specs.js';
import { sweptSpecs } from '../support/specs-and-suites.js';
import { RUNS_MANY } from '../support/property-runs.js';
import { precompile } from '../../build/precompile.js';

/** The specs whose validators are compared, and those that are compiled again with other files. */
const compared = new Set(RUNS_MANY ? sweptSpecs.map(({ id }) => id) : ['gpt-ge', 'greenpt', 'openai']);
const copied = ['gpt-ge', 'greenpt'];

/** Copies the standards and some specs. */
function copySpecs(to: string): void {
  const providers = new Set(['standards', ...copied]);
  const wanted = (path: string): boolean =>
    path === 'specs' || providers.has(relative('specs', path).split(sep)[0] ?? '');
  cpSync('specs', to, { recursive: true, filter: wanted });
}

let folder = '';
let specsAt = '';
let into = '';
let read: Awaited<ReturnType<typeof readSpecs>>;

beforeAll(async () => {
  // Inside the package: what is compiled requires parts of ajv, as it does where it is installed.
  folder = resolve(mkdtempSync(join('node_modules', '.precompile-')));
  specsAt = join(folder, 'specs');
  into = join(folder, 'compiled');
  copySpecs(specsAt);
  const errors = await precompile(specsAt, 'suites', into);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  read = await readSpecs('specs', checks);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('what the build compiled is what is read', async () => {
  expect(await loadCompiledSpecs('specs', null)).toEqual(read.specs);
  const own = read.specs.filter(({ id }) => copied.includes(id));
  expect(await loadCompiledSpecs(specsAt, null, into)).toEqual(own);
});

test('the ids of the specs of the package are known without them', async () => {
  expect(await loadSpecIds()).toEqual({ ids: read.specs.map(({ id }) => id), errors: read.errors });
});

test('its validators say the same as those that are compiled at a start', async () => {
  const compiled = (await loadCompiledSpecs('specs', null)) ?? [];
  for (const spec of read.specs.filter(({ id }) => compared.has(id))) {
    const values = [
      ...spec.examples.map(({ value }) => value),
      {},
      [],
      null,
      { choices: 5 },
      { error: { message: 1 } },
    ];
    const built = new Map(Object.entries(compiled.find(({ id }) => id === spec.id)?.schemas ?? {}));
    for (const [name, schema] of Object.entries(spec.schemas)) {
      const ahead = built.get(name);
      for (const value of values) {
        const reported = compileSchema(schema).validate(value);
        expect(ahead === undefined ? null : compileSchema(ahead).validate(value)).toEqual(reported);
        expect(ahead === undefined ? null : compileSchema(ahead).fits(value)).toBe(reported.length === 0);
      }
    }
  }
});

test('it is not used where a file has changed or a spec is new', async () => {
  const all = await loadCompiledSpecs(specsAt, null, into);
  expect(await loadCompiledSpecs(specsAt, ['nobody'], into)).toEqual(all);
  expect(await loadCompiledSpecs(specsAt, null, join(folder, 'nowhere'))).toBeNull();
  writeFileSync(join(specsAt, 'greenpt/chat-completions/notes.md'), 'changed');
  expect(await loadCompiledSpecs(specsAt, ['greenpt'], into)).toBeNull();
  expect(await loadCompiledSpecs(specsAt, ['gpt-ge'], into)).toHaveLength(1);
  cpSync(join(specsAt, 'gpt-ge'), join(specsAt, 'another'), { recursive: true });
  expect(await loadCompiledSpecs(specsAt, null, into)).toBeNull();
  expect(await loadCompiledSpecs(specsAt, ['nobody'], into)).toBeNull();
});

test('a spec that is wrong stops it, and nothing is written', async () => {
  const broken = join(folder, 'broken');
  copySpecs(broken);
  writeFileSync(join(broken, 'gpt-ge/chat-completions/spec.yaml'), 'id: gpt-ge\n');
  const errors = await precompile(broken, 'suites', join(folder, 'none'));
  expect(errors.length).toBeGreaterThan(0);
  expect(await loadCompiledSpecs(broken, null, join(folder, 'none'))).toBeNull();
});
