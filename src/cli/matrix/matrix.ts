import { resolve } from 'node:path';
import { makeSite } from '../../site/make-site.js';
import { namesIn } from '../shared/read-all.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';

/** The flags of `conformance matrix`. */
export interface MatrixFlags {
  readonly out: string;
  readonly title: string;
  readonly spec?: string;
  readonly suites?: readonly string[];
}

/** Runs `conformance matrix`: reads runs and writes the site. Returns the exit status. */
export async function matrixCommand(runs: readonly string[], flags: MatrixFlags): Promise<ExitStatus> {
  const { out, title, spec, suites: ownSuites } = flags;
  const made = await makeSite({ runs, out, title, specs: namesIn(spec), ownSuites, now: new Date() });
  if (!made.ok) {
    printErrors(made.errors);
    return EXIT.couldNotRun;
  }
  const { targets, runs: count, files } = made.value;
  process.stderr.write(
    `${count} ${count === 1 ? 'run' : 'runs'} of ${targets} ${targets === 1 ? 'target' : 'targets'}, ${files} files: ${resolve(out, 'index.html')}\n`,
  );
  return EXIT.conforms;
}
