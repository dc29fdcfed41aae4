import { EXIT, type ExitStatus } from './exit-status.js';

/** Runs the action of a command and sets the exit status. An internal error is printed with its stack. */
export async function runAction(action: () => Promise<ExitStatus>): Promise<void> {
  process.exitCode = await action().catch((error: unknown) => {
    process.stderr.write(
      `Internal error in conformance: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return EXIT.couldNotRun;
  });
}
