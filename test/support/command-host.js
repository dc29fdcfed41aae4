// Runs the built command many times in one process. Loading the command takes longer than most of what the tests do with
// it. Receives { args, env, folder }, and sends { status, stdout, stderr }.
import process from 'node:process';

const [, , COMMAND = ''] = process.argv;
const EVENTS = ['uncaughtException', 'exit', 'SIGINT', 'SIGTERM'];
const emitters = [process, process.stdout, process.stderr];
const home = process.cwd();
let serial = 0;
/** What the command that runs has written; null between two commands. @type {{ stdout: string, stderr: string } | null} */
let running = null;

for (const emitter of emitters) emitter.setMaxListeners(0);

process.on('message', async (/** @type {any} */ { args, env, folder }) => {
  const written = (running = { stdout: '', stderr: '' });
  for (const name of /** @type {const} */ (['stdout', 'stderr']))
    process[name].write = (/** @type {any} */ text, /** @type {any[]} */ ...rest) => {
      written[name] += typeof text === 'string' ? text : Buffer.from(text).toString();
      rest.find((each) => typeof each === 'function')?.();
      return true;
    };
  const before = emitters.map(listenersOf);
  process.env = { ...env };
  process.argv = [process.execPath, COMMAND, ...args];
  process.chdir(folder ?? home);
  process.exitCode = 0;
  serial += 1;
  // `main.js` runs the command when it is loaded. Its parts are loaded once.
  await import(`${COMMAND}?${serial}`);
  const status = process.exitCode;
  for (const [n, emitter] of emitters.entries())
    for (const [event, listener] of listenersOf(emitter))
      if (!before[n]?.some(([, other]) => other === listener)) emitter.off(event, /** @type {any} */ (listener));
  running = null;
  process.send?.({ status, ...written });
});

// A command that ends the process ends this one.
process.on('exit', (status) => {
  if (running !== null) process.send?.({ status, ...running });
});

// The tests have ended.
process.on('disconnect', () => process.exit());

/** @returns {[string, Function][]} */
function listenersOf(/** @type {NodeJS.EventEmitter} */ emitter) {
  return [...EVENTS, 'error'].flatMap((event) =>
    emitter.listeners(event).map((listener) => /** @type {[string, Function]} */ ([event, listener])),
  );
}
