import { configDefaults, defineConfig } from 'vitest/config';
import { findChromium } from './test/support/chromium.js';

// Where there is no Chromium the tests in a browser are left out, and said to be; CI must have one.
const withoutBrowser = findChromium() === null && !process.env['CI'];
if (withoutBrowser)
  process.stderr.write('No Chromium is installed: the tests in a browser (test/browser) are left out.\n');

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(withoutBrowser ? ['test/browser/**'] : [])],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Tests start servers and commands as processes: more of them at once than cores only makes them wait.
    maxWorkers: 3,
    // One worker runs many files, and loads what they share once: nothing in `src` may keep state that a next user could see.
    isolate: false,
    // Many tests wait for real processes and sockets: on a busy machine of CI one may come too late. It is told as retried.
    retry: process.env['CI'] ? 2 : 0,
  },
});
