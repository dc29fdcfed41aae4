import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

/** What a module of the build and the modules that it imports import from other packages. */
function packagesOf(file: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const names = [...readFileSync(file, 'utf8').matchAll(/^import (?:.* from )?"([^"]+)";$/gmu)].map(([, name]) => name);
  return names.flatMap((name = '') =>
    name.startsWith('.') ? packagesOf(join(dirname(file), name), seen) : name.startsWith('node:') ? [] : [name],
  );
}

test('the command loads only its argument parser before it runs', () => {
  expect([...new Set(packagesOf('dist/cli/main.js'))]).toEqual(['commander']);
  // A run needs more: the packages are found.
  expect(packagesOf('dist/index.js')).toContain('eventsource-parser');
});
