import { defined } from '../../core/model/defined.js';
import { join, resolve } from 'node:path';
import type { RunEnded, RunEvent } from '../../core/model/event.js';
import type { Exchange } from '../../core/model/exchange.js';
import type { Report } from '../../core/model/report.js';
import { CONTROL_CASE } from '../../core/plan/case-ids.js';
import { escapeUnseen } from '../../core/wire/quote.js';
import { ok } from '../../core/model/result.js';
import type { Reopened } from '../../io/record/reopen-record.js';
import { refuseOverwriting, refuseSameOutput } from '../../io/files/overwritten.js';
import { makeGathering } from '../../core/report/gather.js';
import { readExchanges } from '../../io/record/read-events.js';
import { openRecord, recordFiles, RESULTS_FILE, type RunRecord } from '../../io/record/record.js';
import { wrapWords } from './wrap-words.js';
import { commandName } from './command-name.js';
import { limitMemory, limitMemoryOfExchanges, limitMemoryOfFile } from './limit-memory.js';
import { splitNames } from './read-all.js';
import { EXIT, type ExitStatus, printErrors } from './run-action.js';
import { makeProgress } from '../run/progress.js';
import type { ReportFlags } from '../run/report-options.js';
import { type ChosenReporter, checkReportFolders, makeReportFolders } from './reporter-flags.js';

type Flags = Pick<
  ReportFlags,
  'out' | 'failOn' | 'failOnInherited' | 'maxInconclusive' | 'client' | 'notes' | 'verbose'
>;
type Stopped = NonNullable<RunEnded['stopped']>;

export interface RecordOptions {
  /** The record of an earlier part of the run. */
  readonly resumed?: Reopened | null;
  /** The files that are read, which no output may replace. */
  readonly inputs?: readonly string[];
  /** Why a run could not begin, and what to change, from the last exchange of its control case. */
  readonly explain?: (stopped: Stopped, control: Exchange | null) => Promise<string>;
}

/** The files and folders that flags name and that are read. */
export function inputsOf({
  spec,
  suites = [],
  baseline,
  configFile,
}: {
  readonly spec: string;
  readonly suites?: readonly string[];
  readonly baseline?: string;
  readonly configFile?: string;
}): readonly string[] {
  return [...splitNames(spec), ...suites, ...[baseline, configFile].filter((file) => file !== undefined)];
}

/**
 * Records events as they happen, then derives all files from them and prints the chosen reports.
 * @param resumed the interrupted run that these events continue
 */
export async function recordEvents(
  source: AsyncIterable<RunEvent> | Iterable<RunEvent>,
  flags: Flags,
  reporters: readonly ChosenReporter[],
  options: RecordOptions = {},
): Promise<ExitStatus> {
  const { resumed = null, inputs = [] } = options;
  const outputs = [...recordFiles(flags.out), ...reporters.flatMap(({ path }) => path ?? [])];
  const kept = refuseOverwriting(outputs, inputs);
  if (kept.ok) {
    const distinct = refuseSameOutput(outputs);
    if (!distinct.ok) return failWith(distinct.errors);
  }
  if (!kept.ok) return failWith(kept.errors);
  // Before the record is opened: that replaces an earlier run.
  const usable = checkReportFolders(reporters);
  if (!usable.ok) return failWith(usable.errors);
  const opened = resumed === null ? await openRecord(flags.out) : ok(resumed.record);
  if (!opened.ok) return failWith(opened.errors);
  try {
    return await recordInto(opened.value, source, flags, reporters, options);
  } finally {
    await opened.value.close();
  }
}

async function recordInto(
  record: RunRecord,
  source: AsyncIterable<RunEvent> | Iterable<RunEvent>,
  flags: Flags,
  reporters: readonly ChosenReporter[],
  { resumed = null, explain }: RecordOptions,
): Promise<ExitStatus> {
  const folders = makeReportFolders(reporters);
  if (!folders.ok) return failWith(folders.errors);
  const progress = await makeProgress(process.stderr);
  // Keeps totals only. Exchanges are read again from the record, one at a time.
  const gathering = makeGathering();
  const ends: RunEvent[] = [];
  let control: Exchange | null = null;
  const take = limitMemory((event) => {
    gathering.take(event);
    progress.take(event);
    if (event.type === 'exchange' && event.against !== true && event.exchange.case === CONTROL_CASE)
      control = event.exchange;
    if (event.type === 'end' || event.type === 'resumed') ends.push(event);
  });
  for (const event of resumed?.events ?? []) take(event);
  for await (const event of source) {
    take(event);
    const appended = record.append(event);
    if (!appended.ok) {
      progress.stop();
      return failWith(appended.errors);
    }
  }
  progress.stop();
  // Loaded late: nothing of it is needed before the last response.
  const [{ reportOf }, { loadClients }, { judgeRun }, { deriveFromRecord }, { printReports }] = await Promise.all([
    import('../../core/report/make-report.js'),
    import('../../io/files/load-clients.js'),
    import('../../core/report/judge-run.js'),
    import('../../run/derive-files.js'),
    import('./print-reports.js'),
  ]);
  const report = reportOf(gathering.gathered(), loadClients());
  if (report === null) throw new Error('A run without its first event');
  const file = join(flags.out, RESULTS_FILE);
  const derived = [...deriveFromRecord(report, (upstream) => limitMemoryOfExchanges(readExchanges(file, upstream)))];
  const finished = await record.finish(new Map(derived.map(([name, content]) => [name, limitMemoryOfFile(content)])));
  if (!finished.ok) return failWith(finished.errors);
  // Before the report, whose last line is the verdict.
  process.stderr.write(`Evidence and reports: ${resolve(flags.out)}\n`);
  const { notes = false, verbose = false, out, client } = flags;
  const gate = { ...flags, ...defined({ clients: client === undefined ? undefined : splitNames(client) }) };
  const last = ends.at(-1);
  const stopped = last?.type === 'end' ? last.stopped : undefined;
  const isIdle = stopped !== undefined && hasNothingToReport(stopped, report);
  const chosen = reporters.filter(({ name, path }) => !isIdle || name !== 'terminal' || path !== null);
  const printed = await printReports(report, { chosen }, { notes, verbose, gate, out });
  if (!printed.ok) return failWith(printed.errors);
  if (stopped !== undefined) {
    const reason =
      explain === undefined || !isIdle ? `Stopped early: ${stopped.detail}.` : await explain(stopped, control);
    // The verdict of the terminal's report has the reason, too: one terminal shows it once.
    const isShown = !isIdle && chosen.some(({ name, path }) => name === 'terminal' && path === null);
    const isOneTerminal = process.stdout.isTTY && process.stderr.isTTY;
    if (!isShown || !isOneTerminal)
      process.stderr.write(`${wrapWords(escapeUnseen(reason), process.stderr.columns)}\n`);
    if (stopped.reason === 'interrupted') {
      process.stderr.write(
        `To continue, with the flags of the key and the headers, if any:\n${commandName()} run --resume ${flags.out}\n`,
      );
      return EXIT.interrupted;
    }
    // A spent budget leaves less evidence; it is not a failure to run.
    if (stopped.reason !== 'budget') return EXIT.couldNotRun;
  }
  const failed = report.results.filter(({ inconclusive }) => inconclusive?.reason === 'internal-error');
  if (failed.length === 0) return EXIT[judgeRun(report, gate)];
  process.stderr.write(`${failed.map(({ case: id, inconclusive }) => `${id}: ${inconclusive?.detail}`).join('\n')}\n`);
  return EXIT.couldNotRun;
}

/** Whether a run stopped before it could judge anything: then one sentence is all there is to say. */
function hasNothingToReport({ reason }: Stopped, { totals }: Report): boolean {
  if (reason === 'unauthorized' || reason === 'not-the-api') return true;
  return reason === 'unreachable' && totals.conforms + totals.diverges === 0;
}

function failWith(errors: Parameters<typeof printErrors>[0]): ExitStatus {
  printErrors(errors);
  return EXIT.couldNotRun;
}
