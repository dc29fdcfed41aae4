import type { Command } from 'commander';
import type { MergeFlags } from './merge.js';
import { addReportOptions } from '../run/report-options.js';
import { runAction } from '../shared/run-action.js';

/** `conformance merge DIR… --out DIR` */
export function addMerge(program: Command): void {
  const command = program
    .command('merge')
    .description('join the parts of a run with --shard and report them as one run')
    .argument('<parts...>', 'the folders of all parts');
  addReportOptions(command)
    .option('--baseline <file>', 'the file of known divergences: they do not fail the command, but stale entries do')
    .option('--fail-on-inherited', 'also fail on divergences inherited from the upstream')
    .addHelpText(
      'after',
      `
All parts must have the same target, specs, version and plan. A missing,
repeated or incomplete part is an error. The control case, which every part
sends, is reported once.`,
    )
    .action((parts: readonly string[], flags: MergeFlags) =>
      runAction(async () => {
        const { mergeCommand } = await import('./merge.js');
        return mergeCommand(parts, flags);
      }),
    );
}
