import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../core/model/report.js';
import { ok, type Result } from '../core/model/result.js';
import { describeShortfall, judgeRun, type Gate } from '../core/report/judge-run.js';
import { isOtherModel, type RunChanges } from '../core/report/run-changes.js';
import { readEvents } from '../io/record/read-events.js';
import { readRun } from '../io/record/read-run.js';
import { RESULTS_FILE } from '../io/record/record.js';
import { replaceFolder, restoreFolder } from '../io/files/write-folder.js';
import { compareFolders, type JudgedBy } from '../replay/compare-folders.js';

/** `unknown`: the pass does not show whether anything changed. */
export type WatchStatus = 'unchanged' | 'changed' | 'unknown';

/** What a pass shows of one target. */
export interface WatchedTarget {
  readonly name: string;
  readonly status: WatchStatus;
  /** Null: there is no accepted run to compare with, or the run was not possible. */
  readonly changes: RunChanges | null;
  /** Why the evidence is insufficient; null if it is sufficient. */
  readonly shortfall: string | null;
  /** Whether the run of this pass is the first, and is accepted. */
  readonly isFirst: boolean;
  /** The start of the accepted run, ISO 8601; null without one. */
  readonly accepted: string | null;
  /** The report of this pass; null if the run was not possible. */
  readonly report: Report | null;
}

/** The folders of a target: the last accepted run, and that of the last pass. */
export function foldersOfTarget(state: string, name: string): { readonly accepted: string; readonly latest: string } {
  return { accepted: join(state, name, 'accepted'), latest: join(state, name, 'latest') };
}

/** Removes the run of the last pass, so that a run that fails leaves none. */
export async function clearLatest(state: string, name: string): Promise<void> {
  await rm(foldersOfTarget(state, name).latest, { recursive: true, force: true });
}

/** Whether the run of the last pass has a record that it did not end, or ended as if nothing had stopped it. */
export async function isUnfinished(state: string, name: string): Promise<boolean> {
  const file = join(foldersOfTarget(state, name).latest, RESULTS_FILE);
  if (!existsSync(file)) return false;
  const read = await readEvents(file);
  const last = read.ok && read.value.torn === null ? read.value.events.at(-1) : undefined;
  return last?.type !== 'end' || last.stopped === undefined;
}

/** Makes the run of the last pass the accepted one; the earlier one stays if that fails. False if there is none. */
export async function acceptLatest(state: string, name: string): Promise<Result<boolean>> {
  const { accepted, latest } = foldersOfTarget(state, name);
  if (!existsSync(join(latest, RESULTS_FILE))) return ok(false);
  const replaced = await replaceFolder(accepted, async (temporary) => {
    await cp(latest, temporary, { recursive: true });
    return ok(undefined);
  });
  return replaced.ok ? ok(true) : replaced;
}

/** Compares the run of a pass with the last accepted one. A first run with sufficient evidence is accepted. */
export async function compareTarget(
  state: string,
  name: string,
  gate: Gate,
  by: JudgedBy,
): Promise<Result<WatchedTarget>> {
  const { accepted, latest } = foldersOfTarget(state, name);
  const none = { name, changes: null, isFirst: false, accepted: null, report: null };
  if (!existsSync(join(latest, RESULTS_FILE)))
    return ok({ ...none, status: 'unknown', shortfall: 'the run was not possible; its output has the reason' });
  await restoreFolder(accepted);
  if (!existsSync(join(accepted, RESULTS_FILE))) {
    const run = await readRun(latest);
    if (!run.ok) return run;
    const { report } = run.value;
    const shortfall = shortfallOf(report, gate);
    const first = shortfall === null ? await acceptLatest(state, name) : ok(false);
    if (!first.ok) return first;
    return ok({ ...none, status: shortfall === null ? 'unchanged' : 'unknown', shortfall, isFirst: true, report });
  }
  const compared = await compareFolders(accepted, latest, by);
  if (!compared.ok) return compared;
  const { before, after, changes } = compared.value;
  const shortfall = shortfallOf(after, gate);
  const status = statusOf(changes, shortfall);
  return ok({ ...none, status, changes, shortfall, accepted: before.run.startedAt, report: after });
}

const shortfallOf = (report: Report, gate: Gate): string | null =>
  judgeRun(report, gate) === 'thin' || !report.run.complete ? describeShortfall(report, gate) : null;

function statusOf(changes: RunChanges, shortfall: string | null): WatchStatus {
  const { documents, findings } = changes;
  if (documents.length > 0 || isOtherModel(changes) || findings.some(({ cause }) => cause === 'behaviour'))
    return 'changed';
  return shortfall !== null || findings.length > 0 ? 'unknown' : 'unchanged';
}
