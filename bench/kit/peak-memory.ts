import { spawn } from 'node:child_process';
import { COMMAND } from './built.js';

/** Tells the most memory that a process had. */
const HOOK = `data:text/javascript,process.on('exit',()=>process.send(process.resourceUsage().maxRSS*1024))`;

/** The most memory, in bytes, that the command took with these arguments. */
export function peakMemory(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const command = ['--import', HOOK, COMMAND, ...args];
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    let peak = 0;
    child.on('message', (told) => (peak = Number(told)));
    child.once('error', reject);
    child.once('exit', () => resolve(peak));
  });
}
