import { existsSync, statSync } from 'node:fs';
import type { InputError } from '../../core/model/input-error.js';
import type { Report } from '../../core/model/report.js';
import { describeDiff } from '../../core/report/describe-diff.js';
import { diffReports } from '../../core/report/diff.js';
import { fileError } from '../../core/spec/source.js';
import { readReport, readRun } from '../../io/record/read-run.js';
import { EXIT, type ExitStatus } from '../shared/exit-status.js';
import { printErrors } from '../shared/print-errors.js';

/** Runs `conformance diff`. Returns the exit status. */
export async function diffCommand(before: string, after: string, json: boolean): Promise<ExitStatus> {
  const [old, now] = await Promise.all([read(before), read(after)]);
  if ('reason' in old || 'reason' in now) {
    printErrors([old, now].flatMap((each) => ('reason' in each ? [each] : [])));
    return EXIT.couldNotRun;
  }
  const made = diffReports(old, now);
  process.stdout.write(json ? `${JSON.stringify(made, null, 2)}\n` : describeDiff(made));
  return made.worse ? EXIT.diverges : EXIT.conforms;
}

/** A report.json is read as it is. For a folder, the report is derived from its results.ndjson. */
async function read(path: string): Promise<Report | InputError> {
  if (!existsSync(path)) return fileError(path, 'No such file or folder.', 'Name the folder of a run.');
  if (statSync(path).isFile()) return readReport(path);
  const run = await readRun(path);
  return 'reason' in run ? run : run.report;
}
