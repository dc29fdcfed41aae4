import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import picomatch from 'picomatch';
import { build } from 'rolldown';

// Builds `dist`: bundled modules, declarations, compiled specs. Everything is written to a new folder first and then
// moved into `dist` file by file. A command that runs meanwhile keeps working: the names of parts contain a hash, and
// the parts of the build before this one stay.

const DIST = 'dist';
/** Lists the files of a build, with the digest of what they were built from. */
const MANIFEST = 'files.json';
const FOLDERS = ['build', 'clients', 'schemas', 'specs', 'src', 'suites'];
const INPUTS = [...FOLDERS, 'package-lock.json', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];
// A package contains its own build only, and one that is published is built again.
const isPublished = process.env['npm_command'] === 'publish';
const isPacked = isPublished || process.env['npm_command'] === 'pack';

const shared = {
  platform: /** @type {const} */ ('node'),
  // Libraries are not bundled, so that users of the package can audit and update them.
  external: /^[^./\0]/u,
  logLevel: /** @type {const} */ ('warn'),
  // The tools of the build import at once what the command loads when it needs it.
  checks: { ineffectiveDynamicImport: false },
};
const output = { format: /** @type {const} */ ('esm'), chunkFileNames: 'parts/[name]-[hash].js' };

/**
 * The stages of a run, each in one part with everything that it imports and no stage before it contains: Node finds and
 * compiles one file faster than thirty. `main.ts` is in none of them, because it waits for the command.
 */
const stages = Object.entries({
  start: [
    'cli/*/command',
    'cli/shared/run-action',
    'cli/shared/guard-streams',
    'io/files/package-files',
    'io/files/schema-engines',
  ],
  plan: ['core/plan/make-plan', 'core/plan/estimate', 'io/files/load-specs', 'io/files/load-suites'],
  send: ['cli/run/run', 'cli/run/merge-config'],
  judge: ['core/judge/judge'],
  report: ['core/report/make-report', 'core/report/judge-run', 'run/derive-files', 'cli/shared/print-reports'],
});
const groups = stages.map(([name, modules], n) => ({
  name,
  test: picomatch(modules.map((each) => resolve('src', `${each}.ts`))),
  priority: stages.length - n,
}));

const inputs = digestInputs();
const before = readManifest();
if (!isPublished && before.inputs === inputs && before.files.every((file) => existsSync(join(DIST, file)))) {
  if (isPacked) removeOthers(before.files);
  process.exit();
}

const work = mkdtempSync('.build-');
try {
  const made = resolve(work, 'dist');
  const declared = declareTypes(made);
  const tools = resolve(work, 'tools');
  await build({
    ...shared,
    // Bundled, because Node would have to find some hundred and fifty files at every start.
    input: { 'cli/main': 'src/cli/main.ts', index: 'src/index.ts', vitest: 'src/vitest/index.ts' },
    output: { ...output, dir: made, codeSplitting: { groups } },
  });
  await build({ ...shared, logLevel: 'silent', input: 'build/precompile-own.ts', output: { ...output, dir: tools } });
  const { precompileOwn } = await import(pathToFileURL(join(tools, 'precompile-own.js')).href);
  await precompileOwn(join(made, 'compiled'));
  if ((await declared) !== 0) throw new Error('tsc failed');
  publish(made);
} finally {
  rmSync(work, { recursive: true });
}

/** Writes the declarations, while the rest of the build runs. Resolves with the exit status. */
function declareTypes(/** @type {string} */ made) {
  const tsc = resolve('node_modules/typescript/bin/tsc');
  // It is done before the specs are compiled, and takes a fifth less processor time on one core.
  const args = ['-p', 'tsconfig.build.json', '--outDir', made, '--singleThreaded'];
  const child = spawn(process.execPath, [tsc, ...args], { stdio: 'inherit' });
  return new Promise((done, failed) => child.once('error', failed).once('exit', done));
}

/** The digest of everything that a build reads. */
function digestInputs() {
  const hash = createHash('sha256').update(process.version);
  for (const path of INPUTS) {
    const names = statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }) : [''];
    for (const file of names.toSorted().map((name) => join(path, name)))
      if (statSync(file).isFile()) hash.update(`\0${file}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Moves a finished build into `dist`. */
function publish(/** @type {string} */ made) {
  const files = readdirSync(made, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(made.length + 1));
  // Modules import parts, so that the parts come first.
  const isPart = (/** @type {string} */ file) => file.startsWith('parts');
  for (const file of [...files.filter(isPart), ...files.filter((each) => !isPart(each))]) move(made, file);
  writeFileSync(join(made, MANIFEST), `${JSON.stringify({ inputs, files })}\n`);
  move(made, MANIFEST);

  removeOthers([...files, ...(isPacked ? [] : before.files.filter(isPart))]);
}

/** Removes what is in `dist` and in no list. */
function removeOthers(/** @type {readonly string[]} */ files) {
  const kept = new Set([...files, MANIFEST]);
  for (const entry of readdirSync(DIST, { recursive: true, encoding: 'utf8', withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !kept.has(path.slice(DIST.length + 1))) rmSync(path);
  }
}

/** Replaces a file of `dist` in one step, unless it is the same. */
function move(/** @type {string} */ made, /** @type {string} */ file) {
  const to = join(DIST, file);
  const from = join(made, file);
  if (existsSync(to) && readFileSync(to).equals(readFileSync(from))) return;
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}

/**
 * The build before; without files if there was none.
 * @returns {{ inputs: string, files: string[] }}
 */
function readManifest() {
  const path = join(DIST, MANIFEST);
  const read = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
  return Array.isArray(read?.files) ? read : { inputs: '', files: [] };
}
