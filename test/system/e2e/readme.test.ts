import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSpecs } from '../../../src/io/files/load-specs.js';
import { findFaults } from '../../../src/reference/index.js';
import { REFERENCE_KEY, serveReference, type Served } from '../../../src/reference/serve.js';
import { conformance, start } from './support/conformance.js';
import { emptyFolderOfSuite } from './support/out-folder.js';

const README = readFileSync('README.md', 'utf8');
const ENDPOINT = 'http://127.0.0.1:8080/v1';

/** The code blocks of a language, in order. */
const blocks = (language: string): readonly string[] =>
  [...README.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'gu'))].map(([, text = '']) => text);

/** The arguments of every `npx llm-conformance …` in the README, in order. */
const commands = blocks('console')
  .flatMap((block) => block.split('\n'))
  .filter((line) => line.startsWith('npx llm-conformance '))
  .map((line) =>
    line
      .replace(/\s+#.*$/u, '')
      .split(' ')
      .slice(2),
  );

describe('the commands of README.md', { timeout: 120_000 }, () => {
  const folder = emptyFolderOfSuite();
  let faulty: Served;

  const run = (args: readonly string[]) =>
    conformance(
      args.map((arg) => arg.replace(ENDPOINT, faulty.baseUrl)),
      { CONFORMANCE_API_KEY: REFERENCE_KEY },
    );
  /** The arguments with the paths of the page in the folder of the test. The first one is the command. */
  const inFolder = ([name = '', ...rest]: readonly string[]): readonly string[] => [
    name,
    ...rest.map((arg) =>
      ['run', 'another-run', 'site', 'conformance.baseline.yaml'].includes(arg) ? join(folder, arg) : arg,
    ),
  ];

  beforeAll(async () => {
    const { specs } = await loadSpecs({ only: ['openai'] });
    const spec = specs.find(({ id }) => id === 'openai');
    const found = findFaults(['b-newapi-gemini-toolcall-index-missing']);
    if (spec === undefined || !found.ok) throw new Error('The spec openai or the fault is missing.');
    faulty = await serveReference({ spec, faults: found.value });
  });
  afterAll(() => faulty.close());

  it('run in the order of the page', async () => {
    const statuses: (readonly [string, number | null])[] = [];
    for (const args of commands) {
      const [name = ''] = args;
      const out = name === 'run' && !args.includes('--out') ? ['--out', join(folder, 'another-run')] : [];
      const { status } = await run([...inFolder(args), ...out]);
      statuses.push([name, status]);
    }
    expect(statuses).toEqual([
      ['run', 1],
      ['run', 1],
      ['baseline', 0],
      ['run', 0],
      ['matrix', 0],
    ]);
  });

  it('print the transcript', async () => {
    const [transcript = ''] = blocks('console');
    const [line = '', ...output] = transcript.trimEnd().split('\n');
    const { stdout } = await run([
      ...line.replace('$ llm-conformance ', '').split(' '),
      '--out',
      join(folder, 'conformance-report'),
    ]);
    const printed = stdout.replaceAll(`${folder}/`, '').replaceAll(faulty.baseUrl, ENDPOINT);
    const words = (text: string): readonly string[] => text.split(/\s+/u).filter((word) => word !== '');
    expect(words(printed)).toEqual(words(output.join('\n')));
  });

  it('run as a library', async () => {
    const [code = ''] = blocks('ts');
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    symlinkSync(resolve('.'), join(folder, 'node_modules', 'llm-conformance'));
    writeFileSync(join(folder, 'readme.mjs'), code.replace(ENDPOINT, faulty.baseUrl));
    const { status, stdout, stderr } = await start(process.execPath, [join(folder, 'readme.mjs')], {
      CONFORMANCE_API_KEY: REFERENCE_KEY,
    }).ended;
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^must index is missing \[/mu);
  });
});

it('documents only commands that exist', async () => {
  const { stdout } = await conformance(['--help']);
  const usage = readFileSync('docs/usage.md', 'utf8');
  const named = [...`${README}${usage}`.matchAll(/`(?:llm-)?conformance ([a-z]+) /gu)].map(([, name]) => name ?? '');
  const known = [...stdout.matchAll(/^ {2}([a-z]+) /gmu)].map(([, name]) => name ?? '');
  expect([...new Set(named)].filter((name) => !known.includes(name))).toEqual([]);
  expect(named.length).toBeGreaterThan(10);
});
