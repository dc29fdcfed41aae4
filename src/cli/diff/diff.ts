import { describeDiff } from '../../core/report/diff.js';
import { describeChanges } from '../../core/report/run-changes.js';
import { escapeUnseen } from '../../core/wire/quote.js';
import { compareFolders } from '../../replay/compare-folders.js';
import { namesIn } from '../shared/read-all.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';
import { wrapLines } from '../shared/wrap-lines.js';

/** The flags of `conformance diff`. */
export interface DiffFlags {
  readonly spec?: string;
  readonly suites?: readonly string[];
  readonly json?: true;
}

/** Runs `conformance diff`. Returns the exit status. */
export async function diffCommand(before: string, after: string, flags: DiffFlags): Promise<ExitStatus> {
  const compared = await compareFolders(before, after, { specs: namesIn(flags.spec), ownSuites: flags.suites });
  if (!compared.ok) {
    printErrors(compared.errors);
    return EXIT.couldNotRun;
  }
  const { diff, changes } = compared.value;
  const causes = describeChanges(changes).map((line) => `${escapeUnseen(line)}\n`);
  if (flags.json === true) process.stdout.write(`${JSON.stringify({ ...diff, changes }, null, 2)}\n`);
  else {
    const text = `${describeDiff(diff)}\n${causes.join('')}`;
    // A file or a pipe gets each entry on one line.
    process.stdout.write(wrapLines(text, process.stdout.columns ?? Number.POSITIVE_INFINITY));
  }
  return diff.worse ? EXIT.diverges : EXIT.conforms;
}
