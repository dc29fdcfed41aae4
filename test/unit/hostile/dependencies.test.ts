import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const dependencies = Object.entries(packages).filter(([path]) => path !== '');

test('no dependency runs a script when it is installed', () => {
  expect(dependencies.length).toBeGreaterThan(10);
  expect(dependencies.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => path)).toEqual(
    [],
  );
});

test('every dependency is locked to its bytes', () => {
  const loose = dependencies.filter(([, { resolved, integrity }]) => resolved !== undefined && integrity === undefined);
  expect(loose.map(([path]) => path)).toEqual([]);
});
