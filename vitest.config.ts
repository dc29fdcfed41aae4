import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { defineConfig, type Plugin, type TestProjectConfiguration } from 'vitest/config';
import { compileSources } from './build/compile-sources.js';
import { findChromium } from './test/support/chromium.js';

// Node loads what `compileSources` makes of `src`. In watch mode Vite loads the sources, so that it notices changes.
const isWatching = !process.argv.includes('run');

/** Lets tests import modules of `src` from the folder where they are compiled. */
function loadCompiled(folder: string, edit?: (code: string) => string): Plugin {
  const sources = resolve('src');
  if (!isWatching) compileSources(folder, edit);
  return {
    // Vitest caches transformed modules by the names of plugins.
    name: `load-compiled ${folder}`,
    enforce: 'pre',
    resolveId(name, importer) {
      const path = resolve(dirname(importer ?? ''), name);
      if (isWatching || !name.startsWith('.') || !path.startsWith(join(sources, '/'))) return null;
      const compiled = resolve(folder, relative(sources, path));
      return existsSync(compiled) ? { id: compiled, external: true } : null;
    },
  };
}

const SOURCES_ONLY = loadCompiled('.compiled/sources');
/** Reads what the build made of specs and suites. Parsing all specs takes a second, for every run of the command. */
const BUILT = loadCompiled('.compiled/built', (code) => code.replace('../compiled', '../../../../dist/compiled'));

/** The tests of one folder of `test`. */
const project = (name: string, globalSetup: readonly string[] = []): TestProjectConfiguration => ({
  // Unit tests need no build.
  plugins: [name === 'unit' ? SOURCES_ONLY : BUILT],
  test: {
    name,
    globalSetup: [...globalSetup],
    setupFiles: ['test/support/set-up.ts'],
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A worker runs many files and loads shared modules once. Modules in `src` must not keep state between two uses.
    isolate: false,
    // Most of what tests make is garbage at once: with room for it the unit tests take a sixth less processor time. The
    // rest is kept while tests run: collecting it before there is much of it takes a tenth.
    execArgv: ['--max-semi-space-size=64', '--initial-old-space-size=256'],
    server: { deps: { external: [/\/\.compiled\//u] } },
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
