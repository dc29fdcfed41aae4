import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSuites } from '../../../../src/io/files/load-suites.js';

describe('loadSuites', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'suites-'));
    await mkdir(join(folder, 'openai-chat'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const file = (name: string, text: string): Promise<void> => writeFile(join(folder, 'openai-chat', name), text);

  it('finds the suites of every dialect by looking', async () => {
    await file('b.yaml', 'id: b\ntitle: T\ndialect: openai-chat\norder: 1\ncases: []\n');
    await file('a.yml', 'id: a\ntitle: T\ndialect: openai-chat\norder: 2\ncases: []\n');
    await file('notes.md', 'no suite');
    const { suites, errors } = await loadSuites(folder);
    expect(errors).toEqual([]);
    expect(suites.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('reports the errors of a file and keeps the others', async () => {
    await file('a.yaml', 'id: a\ntitle: T\ndialect: openai-chat\norder: 1\ncases: []\n');
    await file('b.yaml', 'id: b\ntitel: T\ndialect: openai-chat\norder: 1\ncases: []\n');
    const { suites, errors } = await loadSuites(folder);
    expect(suites.map(({ id }) => id)).toEqual(['a']);
    expect(errors).toContainEqual({
      file: join(folder, 'openai-chat', 'b.yaml'),
      line: 2,
      column: 1,
      reason: 'Unknown key "titel".',
      suggestion: 'Known: title, derive.',
    });
  });

  it('reports a folder that cannot be read, and one without suites', async () => {
    const missing = join(folder, 'nowhere');
    const { suites, errors } = await loadSuites(missing);
    expect(suites).toEqual([]);
    expect(errors).toMatchObject([{ file: missing, line: null, reason: expect.stringContaining('ENOENT') as string }]);
    expect((await loadSuites(folder)).errors).toMatchObject([{ file: folder, reason: 'There is no suite here.' }]);
  });
});
