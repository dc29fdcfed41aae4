import type { Command } from 'commander';
import type { JudgeFlags } from './judge.js';
import { addReportOptions, addSpecOption } from '../run/report-options.js';
import { whole } from '../shared/run-command.js';

/** `conformance judge FILE… --spec ID[,ID…]` */
export function addJudge(program: Command): void {
  const command = program
    .command('judge')
    .description('judge captured traffic, without sending anything, and report as run does')
    .argument(
      '<file...>',
      'HAR 1.2 as browsers, proxies and our own runs write it (.har, .har.gz), or the results.ndjson of a run',
    )
    .option(
      '--baseline <file>',
      'the divergences of our own runs that are known and fail no judging; one that no longer occurs does',
    );
  addReportOptions(addSpecOption(command))
    .addHelpText(
      'after',
      '\nExchanges of our own runs are judged as the cases they were sent for, others by what their requests ask for. What a\ncapture cannot show, such as arrival times or whether the key was right, is not guessed. A damaged file is told and\nleft out; the exit status is then 2.',
    )
    .action((files: readonly string[], flags: JudgeFlags) =>
      whole(async () => {
        const { judgeCommand } = await import('./judge.js');
        return judgeCommand(files, flags);
      }),
    );
}
