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

const copied = RUNS_MANY ? sweptSpecs.map(({ id }) => id) : ['gpt-ge', 'greenpt', 'openai'];

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

beforeAll(async () => {
  // Inside the package: what is compiled requires parts of ajv, as it does where it is installed.
  folder = resolve(mkdtempSync(join('node_modules', '.precompile-')));
  specsAt = join(folder, 'specs');
  into = join(folder, 'compiled');
  copySpecs(specsAt);
  const errors = await precompile(specsAt, 'suites', into);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('what the build compiles is what is read', async () => {
  const { specs } = await readSpecs(specsAt, checks);
  expect(await loadCompiledSpecs(specsAt, null, into)).toEqual(specs);
});

test('the ids of the specs of the package are known without them', async () => {
  const { specs, errors } = await readSpecs('specs', checks);
  expect(await loadSpecIds()).toEqual({ ids: specs.map(({ id }) => id), errors });
});

test('its validators say the same as those that are compiled at a start', async () => {
  const { specs: read } = await readSpecs(specsAt, checks);
  const compiled = (await loadCompiledSpecs(specsAt, null, into)) ?? [];
  for (const [n, spec] of read.entries()) {
    const values = [
      ...spec.examples.map(({ value }) => value),
      {},
      [],
      null,
      { choices: 5 },
      { error: { message: 1 } },
    ];
    for (const [name, schema] of Object.entries(spec.schemas)) {
      const ahead = Object.entries(compiled[n]?.schemas ?? {}).find(([other]) => other === name)?.[1];
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
  expect(await loadCompiledSpecs(specsAt, ['openai'], into)).toHaveLength(1);
  cpSync(join(specsAt, 'gpt-ge'), join(specsAt, 'another'), { recursive: true });
  expect(await loadCompiledSpecs(specsAt, null, into)).toBeNull();
  expect(await loadCompiledSpecs(specsAt, ['nobody'], into)).toBeNull();
});

test('a spec that is wrong stops it, and nothing is written', async () => {
  const broken = join(folder, 'broken');
  copySpecs(broken);
  writeFileSync(join(broken, 'openai/chat-completions/spec.yaml'), 'id: openai\n');
  const errors = await precompile(broken, 'suites', join(folder, 'none'));
  expect(errors.length).toBeGreaterThan(0);
  expect(await loadCompiledSpecs(broken, null, join(folder, 'none'))).toBeNull();
});
