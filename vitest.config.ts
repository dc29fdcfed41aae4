import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { findChromium } from './test/support/chromium.js';

/** The tests of one folder of `test`. */
const project = (name: string, globalSetup: readonly string[] = []): TestProjectConfiguration => ({
  test: {
    name,
    globalSetup: [...globalSetup],
    setupFiles: ['test/support/provide-engines.ts'],
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A worker runs many files and loads shared modules once. Modules in `src` must not keep state between two uses.
    isolate: false,
  },
});

const projects = [
  project('unit'), // no process, no socket; test/unit/gates/no-process.test.ts checks this
  project('system'), // starts the built command and servers on loopback
  project('third-party', ['test/third-party/install.ts']), // installs servers from npm
];

// Without Chromium the browser tests are left out. CI must have one.
if (findChromium() !== null || process.env['CI']) projects.push(project('browser'));
else process.stderr.write('No Chromium is installed: the browser tests (test/browser) do not run.\n');

export default defineConfig({
  // System tests start processes. More workers than cores only make them wait for each other.
  test: { projects, maxWorkers: 3 },
});
