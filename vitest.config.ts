import { defineConfig, type Plugin, type TestProjectConfiguration } from 'vitest/config';
import { findChromium } from './test/support/chromium.js';

/** Lets code that runs from its sources read what the build compiled. Parsing all specs takes a second, for every run. */
const compiledByBuild: Plugin = {
  name: 'compiled-by-build',
  transform: (code, id) =>
    id.endsWith('/src/io/files/compiled.ts') ? code.replace('../compiled', '../../../dist/compiled') : null,
};

/** The tests of one folder of `test`. */
const project = (name: string, globalSetup: readonly string[] = []): TestProjectConfiguration => ({
  // Unit tests need no build.
  plugins: name === 'unit' ? [] : [compiledByBuild],
  test: {
    name,
    globalSetup: [...globalSetup],
    setupFiles: ['test/support/set-up.ts'],
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
  test: {
    projects,
    // System tests start processes. More workers than cores only make them wait for each other.
    maxWorkers: 3,
    // Modules that were transformed in an earlier run are read from node_modules.
    experimental: { fsModuleCache: true },
  },
});
