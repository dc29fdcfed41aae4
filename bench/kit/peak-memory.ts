import { spawn } from 'node:child_process';
import { COMMAND } from './built.js';
import { median } from './median.js';

/** Tells the most memory that a process had. */
const HOOK = `data:text/javascript,process.on('exit',()=>process.send(process.resourceUsage().maxRSS*1024))`;

/**
 * The most memory, in bytes, that the command took with these arguments: the median of three runs, for how far it rises
 * before garbage is collected differs from run to run.
 */
export async function peakMemory(args: readonly string[]): Promise<number> {
  const peaks: number[] = [];
  while (peaks.length < 3) peaks.push(await peakOnce(args));
  return median(peaks);
}

function peakOnce(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const command = ['--import', HOOK, COMMAND, ...args];
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    let peak = 0;
    child.on('message', (told) => (peak = Number(told)));
    child.once('error', reject);
    child.once('exit', () => resolve(peak));
  });
}
