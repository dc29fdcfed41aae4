import { basename } from 'node:path';
import { fileError } from '../../core/spec/source.js';
import { loadBaseline } from '../../io/files/load-baseline.js';
import { judgeCaptures } from '../../replay/judge-captures.js';
import { prepareJudging } from '../../replay/prepare-judging.js';
import { withBaseline } from '../../run/with-baseline.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';
import { checkClients } from '../shared/client-flags.js';
import { redactOutput } from '../shared/guard-streams.js';
import { splitNames } from '../shared/read-all.js';
import { inputsOf, recordEvents } from '../shared/record-events.js';
import type { ReportFlags } from '../run/report-options.js';
import { parseReporters } from '../shared/reporter-flags.js';

/** The flags of `conformance judge`. */
export interface JudgeFlags extends ReportFlags {
  readonly baseline?: string;
}

/** Runs `conformance judge`: reads the files, infers the cases, judges, reports. Returns the exit status. */
export async function judgeCommand(files: readonly string[], flags: JudgeFlags): Promise<ExitStatus> {
  const reports = files.filter((file) => basename(file) === 'report.json');
  if (reports.length > 0) {
    const suggestion = 'Give exchanges.har or results.ndjson in the same folder.';
    printErrors(reports.map((file) => fileError(file, 'A report contains no exchanges.', suggestion)));
    return EXIT.couldNotRun;
  }
  const reporters = parseReporters(flags.reporter ?? ['terminal']);
  const specs = splitNames(flags.spec);
  const baseline =
    flags.baseline === undefined ? null : await loadBaseline(flags.baseline, { specs, ownSuites: flags.suites });
  if (baseline?.ok === false) {
    printErrors(baseline.errors);
    return EXIT.couldNotRun;
  }
  if (!reporters.ok) {
    printErrors(reporters.errors);
    return EXIT.couldNotRun;
  }
  const prepared = await prepareJudging({ files, specs, ownSuites: flags.suites });
  if (!prepared.ok) {
    printErrors(prepared.errors);
    return EXIT.couldNotRun;
  }
  const { options, damaged, torn } = prepared.value;
  const wrongClients = checkClients(flags.client, options.specs);
  if (wrongClients.length > 0) {
    printErrors(wrongClients);
    return EXIT.couldNotRun;
  }
  if (options.redactor !== undefined) redactOutput(options.redactor);
  printErrors(damaged);
  for (const place of torn) process.stderr.write(`${place}: the last line is incomplete and was skipped.\n`);
  const status = await recordEvents(
    withBaseline(judgeCaptures(options), baseline?.value.baseline ?? null),
    flags,
    reporters.value,
    { inputs: [...files, ...inputsOf(flags)] },
  );
  return damaged.length > 0 ? EXIT.couldNotRun : status;
}
