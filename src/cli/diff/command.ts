import type { Command } from 'commander';
import { whole } from '../shared/run-command.js';

/** `conformance diff OLD NEW` */
export function addDiff(program: Command): void {
  program
    .command('diff')
    .description('compare two reports: which divergences are new, gone, changed, or the same')
    .argument('<old>', 'the folder of a run, or its report.json')
    .argument('<new>', 'that of a later run')
    .option('--json', 'as JSON: {entries: [{change, case, spec, old, new}], counts, worse, unlike}')
    .addHelpText(
      'after',
      '\nA divergence is known again by case, spec, check, kind and place, positions apart. Notes are told and count for nothing.\n\nExit status: 0 nothing new · 1 something new · 2 a report cannot be read',
    )
    .action((before: string, after: string, flags: { readonly json?: true }) =>
      whole(async () => {
        const { diffCommand } = await import('./diff.js');
        return diffCommand(before, after, flags.json === true);
      }),
    );
}
