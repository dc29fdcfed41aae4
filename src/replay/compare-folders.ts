import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Report } from '../core/model/report.js';
import { fail, ok, type Result } from '../core/model/result.js';
import type { Diff } from '../core/report/diff.js';
import { makeReport } from '../core/report/make-report.js';
import { compareRuns, isJudgedAlike, type ReportedRun, type RunChanges } from '../core/report/run-changes.js';
import { reportedModels } from '../core/report/reported-models.js';
import { isFolderName } from '../core/spec/pick-specs.js';
import { fileError } from '../core/spec/source.js';
import { openAll } from '../io/files/open-specs.js';
import { readReport, readRun } from '../io/record/read-run.js';
import { RESULTS_FILE } from '../io/record/record.js';
import { judgeCaptures } from './judge-captures.js';
import { prepareJudging } from './prepare-judging.js';

/** The specs and suites of the user that runs were judged by. */
export interface JudgedBy {
  /** Folders; null if there are none. Specs of the package need not be named. */
  readonly specs: readonly string[] | null;
  readonly ownSuites?: readonly string[] | undefined;
}

/** Two runs, compared. */
export interface ComparedFolders {
  readonly before: Report;
  readonly after: Report;
  readonly changes: RunChanges;
  readonly diff: Diff;
}

/**
 * Compares two runs: folders, or files `report.json`. If they were not judged alike, the earlier responses are judged
 * again as the later ones were, so that a change of the documents and a change of behaviour are kept apart.
 */
export async function compareFolders(before: string, after: string, by: JudgedBy): Promise<Result<ComparedFolders>> {
  const provided = (by.specs ?? []).filter((name) => !isFolderName(name));
  const [old, now, opened] = await Promise.all([read(before), read(after), openAll(by.specs, by.ownSuites, provided)]);
  if (!old.ok || !now.ok || !opened.ok) return fail([old, now, opened].flatMap((each) => (each.ok ? [] : each.errors)));
  const [first, last] = [old.value.report, now.value.report];
  const own = by.specs === null ? [] : opened.value.named.map(({ id }) => id);
  const names = [...(by.specs ?? []), ...last.specs.map(({ id }) => id).filter((id) => !own.includes(id))];
  const again = isJudgedAlike(first, last) ? null : await judgeAgain(before, last, { ...by, specs: names });
  return ok({ before: first, after: last, ...compareRuns(old.value, now.value, again) });
}

/** A `report.json` is read as it is. For a folder, the report is derived from its results.ndjson. */
async function read(path: string): Promise<Result<ReportedRun>> {
  if (!existsSync(path)) return fail([fileError(path, 'No such file or folder.', 'Name the folder of a run.')]);
  if (statSync(path).isFile()) {
    const report = await readReport(path);
    return report.ok ? ok({ report: report.value, models: null }) : report;
  }
  const run = await readRun(path);
  if (!run.ok) return run;
  const { report, events } = run.value;
  return ok({ report, models: events === null ? null : reportedModels(events) });
}

/** Judges the responses of a run as a report was judged; null if its documents or its record are not here. */
async function judgeAgain(path: string, like: Report, { specs, ownSuites }: JudgedBy): Promise<Report | null> {
  const record = join(statSync(path).isFile() ? dirname(path) : path, RESULTS_FILE);
  if (!existsSync(record)) return null;
  const prepared = await prepareJudging({ files: [record], specs: specs ?? [], ownSuites });
  if (!prepared.ok) return null;
  const again = makeReport([...judgeCaptures(prepared.value.options)]);
  const digests = new Map(again?.specs.map(({ id, sha256 }) => [id, sha256]));
  return like.specs.every(({ id, sha256 }) => digests.get(id) === sha256) ? again : null;
}
