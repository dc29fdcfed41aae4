// `npm start`: the reference provider passes OpenAI's documents, then one fault in it is caught. Uses the command alone.
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const FAULT = 'b-newapi-gemini-toolcall-index-missing';

/** Runs the command. Its report goes to the terminal; its progress is shown only if the status is not the expected one. */
function conformance(
  /** @type {string[]} */ args,
  /** @type {number} */ expected,
  /** @type {NodeJS.ProcessEnv} */ env,
) {
  console.log(`$ npx llm-conformance ${args.join(' ')}`);
  const { status, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
  });
  if (status === expected) return;
  process.stderr.write(`${stderr}Expected status ${expected}; got ${status}.\n`);
  process.exitCode = 1;
}

console.log('1. The reference provider of OpenAI’s documents, without faults:');
conformance(['run', '--reference', 'openai', '--spec', 'openai', '--out', 'reports/latest'], 0, {});

console.log(`2. The same provider with one fault, ${FAULT}, which must be caught:`);
const server = spawn(process.execPath, [COMMAND, 'serve', '--spec', 'openai', '--fault', FAULT], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
for await (const line of createInterface({ input: server.stdout })) {
  const [, baseUrl, key] = /at (\S+), key (\S+)\. /u.exec(line) ?? [];
  if (baseUrl === undefined) continue;
  const args = ['run', '--base-url', baseUrl, '--spec', 'openai', '--quick', '--out', 'reports/fault'];
  conformance(args, 1, { CONFORMANCE_API_KEY: key });
  server.kill();
}
