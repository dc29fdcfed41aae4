import { setFlagsFromString } from 'node:v8';

/**
 * When a function is optimised, for each version of Node that is tested. The flag has changed its name, and the engine
 * prints an error for one that it does not know.
 */
const OPTIMIZE_LATE: ReadonlyMap<string, string> = new Map([
  ['20', '--interrupt-budget=1000000'],
  ['22', '--invocation-count-for-turbofan=45000'],
  ['24', '--invocation-count-for-turbofan=45000'],
]);

/**
 * Sets the engine up for a command, which runs for seconds and not for days. Measured with Node 20:
 *
 * - The engine optimises a function after it executed some 200 KB of bytecode. Most functions of a run reach that near its
 *   end, and a quarter of the processor time was spent on it. With fifteen times as much the engine optimises what long
 *   streams and large sites execute.
 * - The engine lets the heap grow to several times what was in use after the last collection. What was read from a long
 *   stream is garbage when it has been judged: it was most of the peak. With half as much again, the peak of a run of endless
 *   streams is 100 MB lower.
 * - undici parses HTTP by WebAssembly. The optimising compiler took 80 ms of processor time for its few functions, a seventh
 *   of a quick run, and a run is not faster with it.
 *
 * The engine reads these flags whenever it needs them, so that they may be set while it runs. Only the command calls this:
 * a library does not change its process.
 */
export function tuneEngine(): void {
  const optimizeLate = OPTIMIZE_LATE.get(process.versions.node.split('.', 1)[0] ?? '');
  if (optimizeLate === undefined) return;
  setFlagsFromString(optimizeLate);
  setFlagsFromString('--heap-growing-percent=50');
  setFlagsFromString('--liftoff-only');
}
