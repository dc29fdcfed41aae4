import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, test } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

interface Lock {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, Locked>>;
}

type Ranges = Readonly<Record<string, string>>;

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** The paths of the entries that no SHA-512 locks to their bytes. */
function looseEntries({ packages }: Lock): readonly string[] {
  return Object.entries(packages)
    .filter(([path, { integrity = '' }]) => path !== '' && !/^sha512-[A-Za-z0-9+/]{86}==$/u.test(integrity))
    .map(([path]) => path);
}

/** The folders with a lock file. */
const locked = ['.', 'scripts', 'test'].flatMap((top) =>
  readdirSync(top, { recursive: top !== '.', encoding: 'utf8' })
    .filter((path) => /(?:^|\/)package-lock\.json$/u.test(path) && !path.includes('node_modules'))
    .map((path) => dirname(join(top, path))),
);

test('all lock files are known', () => {
  expect(locked.toSorted()).toEqual(['.', 'scripts/clients', 'test/third-party', 'test/third-party/published']);
});

describe.each(locked)('the lock file of %s', (folder) => {
  const lock = readJson(`${folder}/package-lock.json`) as Lock;
  const { dependencies = {}, devDependencies = {} } = readJson(`${folder}/package.json`) as Record<string, Ranges>;
  const paths = Object.keys(lock.packages).filter((path) => path !== '');

  it('has every direct dependency', () => {
    const direct = Object.keys({ ...dependencies, ...devDependencies });
    expect(direct.length).toBeGreaterThan(1);
    expect(direct.filter((name) => !paths.includes(`node_modules/${name}`))).toEqual([]);
  });

  it('locks every dependency to its bytes', () => {
    expect(lock.lockfileVersion).toBe(3);
    expect(paths.length).toBeGreaterThan(10);
    expect(looseEntries(lock)).toEqual([]);
  });

  it('is known to be incomplete without any one of its checksums, or with a weak one', () => {
    for (const path of paths) {
      const { integrity = '', ...rest } = lock.packages[path] ?? {};
      for (const entry of [rest, { ...rest, integrity: '' }, { ...rest, integrity: integrity.replace('512', '1') }])
        expect(looseEntries({ ...lock, packages: { [path]: entry } })).toEqual([path]);
    }
  });

  it('names no registry, no link and no git repository', () => {
    const elsewhere = Object.entries(lock.packages).filter(
      ([, { resolved, link }]) => resolved !== undefined || link === true,
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });
});

test('no dependency of the package runs a script when it is installed', () => {
  const { packages } = readJson('package-lock.json') as Lock;
  const running = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);
  expect(running.map(([path]) => path)).toEqual([]);
});
