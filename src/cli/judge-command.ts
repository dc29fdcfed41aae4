import { judgeCaptures } from '../judge-captures.js';
import { prepareJudging } from '../prepare-judging.js';
import { EXIT, type ExitStatus } from './exit-status.js';
import { splitIds } from './read-all.js';
import { recordEvents } from './record-events.js';
import type { ReportFlags } from './report-options.js';
import { parseReporters } from './reporter-flags.js';
import { tellErrors } from './tell-errors.js';

/** Runs `conformance judge`: files, cases, verdicts, reports. Answers the exit status. */
export async function judgeCommand(files: readonly string[], flags: ReportFlags): Promise<ExitStatus> {
  const reporters = parseReporters(flags.reporter ?? ['terminal']);
  const prepared = 'errors' in reporters ? reporters : await prepareJudging({ files, specs: splitIds(flags.spec) });
  if ('errors' in reporters || 'errors' in prepared) {
    tellErrors('errors' in reporters ? reporters.errors : 'errors' in prepared ? prepared.errors : []);
    return EXIT.couldNotRun;
  }
  tellErrors(prepared.damaged);
  for (const place of prepared.torn)
    process.stderr.write(`${place}: the line was torn off by a crash, and is skipped.\n`);
  const status = await recordEvents(judgeCaptures(prepared.options), flags, reporters);
  return prepared.damaged.length > 0 ? EXIT.couldNotRun : status;
}
