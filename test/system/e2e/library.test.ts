import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { start } from './support/conformance.js';
import { specs } from '../../support/specs-and-suites.js';
import { emptyFolderOfSuite } from './support/out-folder.js';

const MANIFEST = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

/** As strict as a program can be, declarations of its packages and all. */
const compilerOptions = { strict: true, module: 'nodenext', target: 'es2023', types: ['node'], skipLibCheck: false };

/** The package as npm packs it, unpacked where somebody installed it; its dependencies are those of this folder. */
async function install(folder: string): Promise<string> {
  const packed = await start('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]).ended;
  expect(packed.status).toBe(0);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  const there = join(folder, 'node_modules', 'llm-conformance');
  mkdirSync(there, { recursive: true });
  const unpacked = await start('tar', ['-xzf', join(folder, tarball), '--strip-components=1', '-C', there]).ended;
  expect(unpacked.status).toBe(0);
  for (const name of [...Object.keys(MANIFEST.dependencies), '@types/node', 'undici-types']) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(resolve('node_modules', name), link);
  }
  return there;
}

describe('the package, installed elsewhere', () => {
  const folder = emptyFolderOfSuite();
  let there = '';

  beforeAll(async () => {
    there = await install(folder);
    writeFileSync(join(folder, 'package.json'), '{"type":"module","private":true}\n');
    copyFileSync('test/system/e2e/library/consumer.ts.txt', join(folder, 'consumer.ts'));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
  });

  it('has types that a strict program compiles with, and runs', async () => {
    const tsc = resolve('node_modules/typescript/bin/tsc');
    const compiled = await start(process.execPath, [tsc, '-p', folder]).ended;
    expect(compiled).toMatchObject({ status: 0, stdout: '' });
    const ran = await start(process.execPath, [join(folder, 'consumer.js')]).ended;
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(ran.stdout)).toEqual({
      outcome: 'conforms',
      verdict: 'conforms',
      content: expect.stringContaining('pong') as string,
      text: expect.stringMatching(/^greenpt   (\d+) of \1 cases conform, \d+ omitted$/mu) as string,
    });
  });

  it('brings the command, the specs, the suites and the schema of its reports, and nothing of its tests', async () => {
    const listed = await start(process.execPath, [join(there, 'dist/cli/main.js'), 'list', 'specs', '--json']).ended;
    const provided = (JSON.parse(listed.stdout) as { spec: string }[]).map(({ spec }) => spec);
    expect(provided).toEqual(specs.map(({ id }) => id).toSorted());
    expect(provided).toContain('greenpt');
    const names = readdirSync(there);
    expect(names).toEqual(expect.arrayContaining(['LICENSE', 'dist', 'schemas', 'specs', 'suites']));
    expect(names.filter((name) => ['test', 'bench', 'src', 'scripts', 'reports'].includes(name))).toEqual([]);
    const testCase = `console.log(import.meta.resolve('llm-conformance/report.schema.json'))`;
    writeFileSync(join(folder, 'resolve.js'), testCase);
    const resolved = await start(process.execPath, [join(folder, 'resolve.js')]).ended;
    expect(resolved.stdout).toMatch(/schemas\/report\.schema\.json\s*$/u);
  });
});
