import { EXIT, type ExitStatus } from './exit-status.js';

/** Does the whole of a command: its exit status is set, and what is our own fault is told with its trace. */
export async function whole(perform: () => Promise<ExitStatus>): Promise<void> {
  process.exitCode = await perform().catch((error: unknown) => {
    process.stderr.write(
      `conformance itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return EXIT.couldNotRun;
  });
}
