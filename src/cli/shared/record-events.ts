import { join, resolve } from 'node:path';
import type { RunEvent } from '../../core/model/event.js';
import type { Reopened } from '../../io/record/reopen-record.js';
import { makeGathering } from '../../core/report/gather.js';
import { openRecord, RESULTS_FILE } from '../../io/record/record.js';
import { EXIT, type ExitStatus } from './exit-status.js';
import { makeProgress } from '../run/progress.js';
import type { ReportFlags } from '../run/report-options.js';
import type { ChosenReporter } from './reporter-flags.js';
import { makeReportFolders } from './report-folders.js';
import { tellErrors } from './print-errors.js';

/**
 * Records events as they come, then derives the reports from them and tells those that were asked for.
 * With `resumed` they join those of an earlier part of the run.
 */
export async function recordEvents(
  source: AsyncIterable<RunEvent> | Iterable<RunEvent>,
  flags: Pick<ReportFlags, 'out' | 'failOn' | 'failOnInherited' | 'notes'>,
  reporters: { readonly chosen: readonly ChosenReporter[] },
  resumed: Reopened | null = null,
): Promise<ExitStatus> {
  const record = resumed?.record ?? (await openRecord(flags.out));
  if (!('append' in record)) return tell(record);
  const unwritable = makeReportFolders(reporters.chosen);
  if (unwritable !== null) return tell(unwritable);
  const progress = await makeProgress(process.stderr);
  // Of the events stays what adds up to the report: the exchanges are read again, one by one, where they are told.
  const gathering = makeGathering();
  const ends: RunEvent[] = [];
  const take = (event: RunEvent): void => {
    gathering.take(event);
    progress.take(event);
    if (event.type === 'end' || event.type === 'resumed') ends.push(event);
  };
  for (const event of resumed?.events ?? []) take(event);
  for await (const event of source) {
    take(event);
    const failed = record.append(event);
    if (failed !== null) {
      progress.stop();
      return tell(failed);
    }
  }
  progress.stop();
  // Nothing of this is needed before the last answer.
  const [{ reportOf }, { judgeRun }, { deriveFromRecord }, { tellReports }] = await Promise.all([
    import('../../core/report/make-report.js'),
    import('../../core/report/judge-run.js'),
    import('../../run/derive-files.js'),
    import('./print-reports.js'),
  ]);
  const report = reportOf(gathering.gathered());
  if (report === null) throw new Error('A run without its first event');
  const failed =
    (await record.finish(deriveFromRecord(report, join(flags.out, RESULTS_FILE)))) ??
    (await tellReports(report, reporters, { notes: flags.notes === true, gate: flags }));
  if (failed !== null) return tell(failed);
  process.stderr.write(`Evidence and reports are in ${resolve(flags.out)}\n`);
  const last = ends.at(-1);
  if (last?.type === 'end' && last.stopped !== undefined) {
    process.stderr.write(`The run stopped early: ${last.stopped.detail}.\n`);
    if (last.stopped.reason === 'interrupted') {
      process.stderr.write(`The same command with --resume ${flags.out} in place of --out goes on from here.\n`);
      return EXIT.interrupted;
    }
    // What a budget left over is evidence that is missing, no failure to run.
    if (last.stopped.reason !== 'budget') return EXIT.couldNotRun;
  }
  return EXIT[judgeRun(report, flags)];
}

function tell(error: Parameters<typeof tellErrors>[0][number]): ExitStatus {
  tellErrors([error]);
  return EXIT.couldNotRun;
}
