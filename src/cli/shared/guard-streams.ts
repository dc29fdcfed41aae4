import { describeSystemError } from '../../io/files/system-error.js';
import { EXIT } from './run-action.js';

/**
 * Handles failed writes to stdout and stderr in every command. A reader that closes its end early
 * (`conformance list claims | head`) changes nothing. Any other failed write, such as to a full disk, is printed once
 * and makes the exit status 2. So does an exception that nothing catches.
 */
export function guardStreams(): void {
  let failed = false;
  const fail = (message: string): void => {
    if (failed) return;
    failed = true;
    process.stderr.write(`${message}\n`);
  };
  for (const [name, stream] of [
    ['stdout', process.stdout],
    ['stderr', process.stderr],
  ] as const) {
    let gone = false;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      gone ||= error.code === 'EPIPE';
      if (!gone) fail(`${name} cannot be written: ${describeSystemError(error)}.`);
    });
  }
  process.on('uncaughtException', (error) => {
    fail(`Internal error in conformance: ${error.stack ?? error.message}`);
    process.exit(EXIT.couldNotRun);
  });
  process.on('exit', () => {
    if (failed) process.exitCode = EXIT.couldNotRun;
  });
}
