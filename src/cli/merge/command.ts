import type { Command } from 'commander';
import type { MergeFlags } from './merge.js';
import { addReportOptions } from '../run/report-options.js';
import { whole } from '../shared/run-command.js';

/** `conformance merge DIR… --out DIR` */
export function addMerge(program: Command): void {
  const command = program
    .command('merge')
    .description('join the parts of a run that --shard cut up, and report the whole as one run would')
    .argument('<parts...>', 'the folders of all parts');
  addReportOptions(command)
    .option('--baseline <file>', 'the divergences that are known and fail nothing; one that no longer occurs does')
    .option('--fail-on-inherited', 'fail on what a gateway only passes on from its upstream as well')
    .addHelpText(
      'after',
      '\nParts of another target, spec, version or plan are refused, and so is a part that is missing, there twice, or did not\ncome to its end. The control case, which every part sends, is reported once.',
    )
    .action((parts: readonly string[], flags: MergeFlags) =>
      whole(async () => {
        const { mergeCommand } = await import('./merge.js');
        return mergeCommand(parts, flags);
      }),
    );
}
