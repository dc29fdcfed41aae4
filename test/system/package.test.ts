import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly version: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly peer?: boolean;
}

const packed = execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], {
  encoding: 'utf8',
  maxBuffer: 64 << 20,
  stdio: ['ignore', 'pipe', 'ignore'],
});
const [{ files, size }] = JSON.parse(packed) as [
  { readonly files: readonly { readonly path: string }[]; readonly size: number },
];
const paths = new Set(files.map(({ path }) => path));
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const needed = Object.entries(packages).filter(
  ([path, { dev, devOptional, peer }]) => path !== '' && !(dev ?? devOptional ?? peer ?? false),
);

test('the package contains every dependency in the locked version', () => {
  expect(needed.length).toBeGreaterThan(40);
  for (const [path, { version }] of needed) {
    expect(paths).toContain(`${path}/package.json`);
    expect([path, JSON.parse(readFileSync(`${path}/package.json`, 'utf8'))]).toMatchObject([path, { version }]);
  }
});

test('the package contains no other dependency, and no tests or reports', () => {
  const others = [...paths].filter(
    (path) => path.startsWith('node_modules/') && !needed.some(([own]) => path.startsWith(`${own}/`)),
  );
  expect(others).toEqual([]);
  expect([...paths].filter((path) => /^(?:test|reports|src|bench)\//u.test(path))).toEqual([]);
  // A spec adds its files and its compiled form: 67 kB on average of the eleven specs.
  const specs = [...paths].filter((path) => /^specs\/.*\/spec\.yaml$/u.test(path)).length;
  expect(specs).toBeGreaterThan(10);
  expect(size - 70_000 * specs).toBeLessThan(4_100_000);
});
