import type { Command } from 'commander';
import type { JudgeFlags } from './judge.js';
import { addReportOptions, addSpecOption, describeOwnSuites } from '../run/report-options.js';
import { runAction } from '../shared/run-action.js';

/** `conformance judge FILE… --spec ID[,ID…]` */
export function addJudge(program: Command): void {
  const command = program
    .command('judge')
    .description('judge recorded traffic and report as run does; nothing is sent')
    .argument(
      '<file...>',
      'HAR 1.2 files of browsers, proxies or earlier runs (.har, .har.gz), or the results.ndjson of a run',
    )
    .option('--suites <dir...>', describeOwnSuites)
    .option('--baseline <file>', 'the file of known divergences: they do not fail the command, but stale entries do');
  addReportOptions(addSpecOption(command))
    .addHelpText(
      'after',
      `
Exchanges of earlier runs are judged as the cases they were sent for; for other
exchanges the case is inferred from the request. What a recording does not show,
such as arrival times, is not judged. A damaged file is reported and skipped;
the exit status is then 2.`,
    )
    .action((files: readonly string[], flags: JudgeFlags) =>
      runAction(async () => {
        const { judgeCommand } = await import('./judge.js');
        return judgeCommand(files, flags);
      }),
    );
}
