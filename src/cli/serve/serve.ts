import { findFaults } from '../../reference/index.js';
import { serveReference } from '../../reference/serve.js';
import { commandName } from '../shared/command-name.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';
import { readNamed } from '../shared/read-all.js';
import { describeFaults, listFaults } from './list-faults.js';

/** The flags of `conformance serve`. */
export interface ServeFlags {
  readonly spec?: string;
  readonly port: string;
  readonly fault?: readonly string[];
  readonly json?: true;
}

/** Runs `conformance serve`: starts a reference provider that listens until it is interrupted. Returns the exit status. */
export async function serveCommand(flags: ServeFlags): Promise<ExitStatus> {
  const named = flags.spec === undefined ? null : (await readNamed(flags.spec))?.named[0];
  if (named === undefined) return EXIT.couldNotRun;
  // Hints name the spec as the user did: a folder, for example.
  const spec = named && { ...named, id: flags.spec ?? named.id };
  if (flags.fault?.includes('list') === true) {
    process.stdout.write(flags.json === true ? `${JSON.stringify(listFaults(spec), null, 2)}\n` : describeFaults(spec));
    return EXIT.conforms;
  }
  if (named === null || spec === null) {
    process.stderr.write(`No spec is named. Name one, such as --spec openai. See ${commandName()} list specs.\n`);
    return EXIT.couldNotRun;
  }
  const found = findFaults(flags.fault ?? [], spec);
  if (!found.ok) printErrors(found.errors);
  const port = Number(flags.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    process.stderr.write(`--port: expected a number from 0 to 65535, got ${JSON.stringify(flags.port)}.\n`);
    return EXIT.couldNotRun;
  }
  if (!found.ok) return EXIT.couldNotRun;
  const served = await serveReference({ spec: named, port, faults: found.value }).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    return null;
  });
  if (served === null) {
    process.stderr.write(`--port: ${port} is already in use or requires elevated privileges. 0 picks a free port.\n`);
    return EXIT.couldNotRun;
  }
  process.stdout.write(`${spec.title} at ${served.baseUrl}, key ${served.key}. Stop it with Ctrl-C.\n`);
  return EXIT.conforms;
}
