import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sourceFiles } from './imports.js';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };

test('a package is pinned exactly if the source imports a file below its lib/', () => {
  const deep = new Set(
    sourceFiles('src').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/from '((?:@[^/']+\/)?[^./'][^/']*)\/lib\//gu)].flatMap(
        ([, name]) => name ?? [],
      ),
    ),
  );
  expect([...deep]).toContain('undici');
  for (const name of deep) expect(new Map(Object.entries(dependencies)).get(name)).toMatch(/^\d+\.\d+\.\d+$/u);
});
