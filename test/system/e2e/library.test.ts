import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { start } from './support/conformance.js';
import { specs } from '../../support/specs-and-suites.js';
import { emptyFolderOfSuite } from './support/out-folder.js';

const MANIFEST = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
};

/** As strict as a program can be, declarations of its packages and all, and without the types of a browser. */
const compilerOptions = {
  strict: true,
  module: 'nodenext',
  target: 'es2023',
  types: ['node'],
  skipLibCheck: false,
  lib: ['es2023'],
};

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

/** The package as npm packs it. */
async function pack(folder: string): Promise<Packed> {
  const packed = await start('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]).ended;
  expect(packed.status).toBe(0);
  const [described] = JSON.parse(packed.stdout) as readonly [Packed];
  return described;
}

/** The package, unpacked where somebody installed it; its dependencies are those of this folder. */
async function install(folder: string, { filename }: Packed): Promise<string> {
  const there = join(folder, 'node_modules', 'llm-conformance');
  mkdirSync(there, { recursive: true });
  const unpacked = await start('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', there]).ended;
  expect(unpacked.status).toBe(0);
  for (const name of [...Object.keys(MANIFEST.dependencies), '@types/node', 'undici-types']) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(resolve('node_modules', name), link);
  }
  return there;
}

interface Locked {
  readonly version: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly peer?: boolean;
}

describe('the package', () => {
  const folder = emptyFolderOfSuite();
  let packed: Packed;
  let there = '';

  beforeAll(async () => {
    packed = await pack(folder);
    there = await install(folder, packed);
    writeFileSync(join(folder, 'package.json'), '{"type":"module","private":true}\n');
    copyFileSync('test/system/e2e/library/consumer.ts.txt', join(folder, 'consumer.ts'));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
  });

  it('is built without what another build left', async () => {
    const left = join('dist', 'parts', 'left-by-another-build.js');
    writeFileSync(left, '');
    // As npm calls it. With another npm in between it would not know that a package is made.
    expect(MANIFEST.scripts['prepack']).toBe('node build/build.js');
    expect((await start(process.execPath, ['build/build.js'], { npm_command: 'pack' }).ended).status).toBe(0);
    expect(existsSync(left)).toBe(false);
  });

  it('contains every dependency in the locked version, no other, and no tests or reports', () => {
    const paths = new Set(packed.files.map(({ path }) => path));
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      readonly packages: Readonly<Record<string, Locked>>;
    };
    const needed = Object.entries(packages).filter(
      ([path, { dev, devOptional, peer }]) => path !== '' && !(dev ?? devOptional ?? peer ?? false),
    );
    expect(needed.length).toBeGreaterThan(40);
    for (const [path, { version }] of needed) {
      expect(paths).toContain(`${path}/package.json`);
      expect([path, JSON.parse(readFileSync(`${path}/package.json`, 'utf8'))]).toMatchObject([path, { version }]);
    }
    const others = [...paths].filter(
      (path) => path.startsWith('node_modules/') && !needed.some(([own]) => path.startsWith(`${own}/`)),
    );
    expect(others).toEqual([]);
    expect([...paths].filter((path) => /^(?:test|reports|src|bench)\//u.test(path))).toEqual([]);
    // A spec adds its files and its compiled form: 67 kB on average of the eleven specs.
    const count = [...paths].filter((path) => /^specs\/.*\/spec\.yaml$/u.test(path)).length;
    expect(count).toBeGreaterThan(10);
    expect(packed.size - 70_000 * count).toBeLessThan(4_100_000);
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
