import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadSpecs } from '../../../src/io/files/load-specs.js';
import { good } from '../core/spec/sample.js';

const standard = {
  'standards/sse/standard.yaml':
    'id: sse\ntitle: SSE\ndocs:\n  - {id: html, title: HTML, url: https://html.spec.whatwg.org/, read: 2026-11-20, sha256: null}\n',
  'standards/sse/claims.yaml':
    'doc: html\nclaims: [{id: sse.line, basis: stated, says: Lines., quote: lines, uncheckable: An example.}]\n',
};

let top = '';

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'specs-'));
  const files = Object.entries(good).map(([name, text]) => [`acme/chat/${name}`, text] as const);
  for (const [name, text] of [...files, ...Object.entries(standard)]) await put(name, text);
});

afterEach(async () => {
  await rm(top, { recursive: true });
});

async function put(name: string, text: string): Promise<void> {
  await mkdir(dirname(join(top, name)), { recursive: true });
  await writeFile(join(top, name), text);
}

describe('loadSpecs', () => {
  test('finds specs by looking, and merges the standards that they name', async () => {
    await put('acme/notes.md', 'no spec');
    await put('.hidden/chat/spec.yaml', 'no: spec');
    const { specs, errors } = await loadSpecs({ folder: top });
    expect(errors).toEqual([]);
    expect(specs.map(({ id }) => id)).toEqual(['acme']);
    expect(specs[0]?.claims.at(-1)).toMatchObject({ id: 'sse.line', spec: 'sse' });
    expect(specs[0]?.docs.map(({ id }) => id)).toEqual(['chat', 'html']);
  });

  test('leaves out an invalid spec, reports it, and loads the others', async () => {
    await cp(join(top, 'acme/chat'), join(top, 'other/chat'), { recursive: true });
    await put('other/chat/spec.yaml', 'id: other\n');
    const { specs, errors } = await loadSpecs({ folder: top });
    expect(specs.map(({ id }) => id)).toEqual(['acme']);
    expect(new Set(errors.map(({ file }) => file))).toEqual(new Set([join(top, 'other/chat/spec.yaml')]));
  });

  test('refuses two specs of one id', async () => {
    await cp(join(top, 'acme/chat'), join(top, 'other/chat'), { recursive: true });
    const { specs, errors } = await loadSpecs({ folder: top });
    expect(specs).toHaveLength(1);
    expect(errors.map(({ reason }) => reason)).toEqual(['Another spec has the id acme.']);
  });

  test('gives a digest that changes with any file, those of the standards included', async () => {
    const digests = new Set<string | undefined>();
    const note = async (): Promise<void> => {
      digests.add((await loadSpecs({ folder: top })).specs[0]?.sha256);
    };
    await note();
    await note();
    expect(digests.size).toBe(1);
    await put('acme/chat/examples/hello.json', '{"id": "y"}');
    await note();
    await put('standards/sse/standard.yaml', standard['standards/sse/standard.yaml'].replace('title: SSE', 'title: S'));
    await note();
    expect(digests.size).toBe(3);
    for (const digest of digests) expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });

  test('says of a wrong standard what is wrong with it', async () => {
    await put('standards/sse/claims.yaml', 'claims: [{id: line}]\n');
    const { errors } = await loadSpecs({ folder: top });
    expect(errors.map(({ file }) => file)).toContain(join(top, 'standards/sse/claims.yaml'));
  });

  test('says of a folder that is not there, or empty, that it holds no spec', async () => {
    expect((await loadSpecs({ folder: join(top, 'nowhere') })).errors[0]?.reason).toMatch(/cannot be read/);
    await mkdir(join(top, 'empty'));
    expect((await loadSpecs({ folder: join(top, 'empty') })).errors[0]?.reason).toMatch(/no spec/);
  });
});
