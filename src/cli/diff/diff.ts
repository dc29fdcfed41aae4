import { describeDiff } from '../../core/report/diff.js';
import { describeChanges } from '../../core/report/run-changes.js';
import { escapeUnseen } from '../../core/wire/quote.js';
import { compareFolders } from '../../replay/compare-folders.js';
import { namesIn } from '../shared/read-all.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';

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
  const text = `${describeDiff(diff)}\n${causes.join('')}`;
  process.stdout.write(flags.json === true ? `${JSON.stringify({ ...diff, changes }, null, 2)}\n` : text);
  return diff.worse ? EXIT.diverges : EXIT.conforms;
}
