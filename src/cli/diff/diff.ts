import { existsSync, statSync } from 'node:fs';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Report } from '../../core/model/report.js';
import { describeDiff, diffReports } from '../../core/report/diff.js';
import { fileError } from '../../core/spec/source.js';
import { readReport, readRun } from '../../io/record/read-run.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';

/** Runs `conformance diff`. Returns the exit status. */
export async function diffCommand(before: string, after: string, json: boolean): Promise<ExitStatus> {
  const [old, now] = await Promise.all([read(before), read(after)]);
  if (!old.ok || !now.ok) {
    printErrors([old, now].flatMap((each) => (each.ok ? [] : each.errors)));
    return EXIT.couldNotRun;
  }
  const made = diffReports(old.value, now.value);
  process.stdout.write(json ? `${JSON.stringify(made, null, 2)}\n` : describeDiff(made));
  return made.worse ? EXIT.diverges : EXIT.conforms;
}

/** A report.json is read as it is. For a folder, the report is derived from its results.ndjson. */
async function read(path: string): Promise<Result<Report>> {
  if (!existsSync(path)) return fail([fileError(path, 'No such file or folder.', 'Name the folder of a run.')]);
  if (statSync(path).isFile()) return readReport(path);
  const run = await readRun(path);
  return run.ok ? ok(run.value.report) : run;
}
