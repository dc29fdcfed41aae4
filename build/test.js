import { spawn } from 'node:child_process';

// npm test: the unit tests, which need no build and wait for nothing, run on one core; the build and then the system
// tests, which mostly wait, on the other one. The results of the unit tests are printed last. Arguments are those of vitest.

const VITEST = ['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests', ...process.argv.slice(2)];

/** Runs a script to its end, and resolves with its status and what it printed, unless that was shown at once. */
function run(/** @type {readonly string[]} */ args, /** @type {'inherit' | 'pipe'} */ stdio) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', stdio, stdio] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => (printed += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status: status ?? 1, printed }));
  });
}

const unit = run([...VITEST, '--project', 'unit', '--maxWorkers', '1'], 'pipe');
const built = await run(['build/build.js'], 'inherit');
const system =
  built.status === 0 ? await run([...VITEST, '--project', 'system', '--maxWorkers', '4'], 'inherit') : built;
const { status, printed } = await unit;
process.stdout.write(printed);
process.exitCode = system.status === 0 ? status : system.status;
