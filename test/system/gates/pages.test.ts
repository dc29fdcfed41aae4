import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checks } from '../../../src/core/judge/checks.js';
import { makeCheckPages } from '../../../build/check-pages.js';
import { faults } from '../../../src/reference/index.js';
import { specs } from '../../support/specs-and-suites.js';

const pages = makeCheckPages({ checks, specs, faults });

// `npm run docs` runs this file with --update, which writes the pages.
test.each([...pages])('docs/checks/%s is up to date', async (name, page) => {
  await expect(page).toMatchFileSnapshot(`../../../docs/checks/${name}`);
});

test('no page is left of a check that is gone', () => {
  const there = readdirSync(new URL('../../../docs/checks/', import.meta.url));
  // A page that is missing fails above, or is being written.
  expect(there.filter((name) => !pages.has(name))).toEqual([]);
});

test('the page of a check links every thread of its faults', () => {
  const missing = faults.flatMap(({ seen, expect: expected }) =>
    seen.filter((thread) => pages.get(`${expected.check}.md`)?.includes(`[${thread}](`) !== true),
  );
  expect(missing).toEqual([]);
});
