import { spawn } from 'node:child_process';
import { COMMAND } from './built.js';
import { median } from './median.js';

/** Reports the peak memory of a process. */
const HOOK = `data:text/javascript,process.on('exit',()=>process.send(process.resourceUsage().maxRSS*1024))`;

/**
 * The peak memory of the command in bytes: the median of three runs, because the moment of garbage collection differs
 * from run to run.
 */
export async function peakMemory(args: readonly string[]): Promise<number> {
  const peaks: number[] = [];
  while (peaks.length < 3) peaks.push(await peakOnce(args));
  return median(peaks);
}

/** The peak memory of one run of the command in bytes. */
export function peakOnce(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const command = ['--import', HOOK, COMMAND, ...args];
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    let peak = 0;
    child.on('message', (bytes) => (peak = Number(bytes)));
    child.once('error', reject);
    child.once('exit', () => resolve(peak));
  });
}
