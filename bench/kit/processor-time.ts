import { spawn } from 'node:child_process';

/** Prints the processor time of the children of a POSIX shell: `0m0.42s 0m0.05s` in the second line. */
const SCRIPT = 'n=$1; shift; while [ "$n" -gt 0 ]; do "$@" >/dev/null 2>&1; n=$((n-1)); done; times';

/** Processor time of a command in seconds: the mean of several runs of the whole process. */
export function processorTime(times: number, command: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const shell = spawn('sh', ['-c', SCRIPT, 'sh', String(times), ...command], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    shell.stdout.on('data', (text: Buffer) => (printed += text.toString()));
    shell.once('error', reject);
    shell.once('exit', () => {
      const figures = [...(printed.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
      const seconds = figures.reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest), 0);
      resolve(seconds / times);
    });
  });
}
