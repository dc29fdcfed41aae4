import type { Command } from 'commander';
import type { DiffFlags } from './diff.js';
import { runAction } from '../shared/run-action.js';

/** `conformance diff OLD NEW` */
export function addDiff(program: Command): void {
  program
    .command('diff')
    .description('compare two reports: which divergences are new, gone, changed, or the same')
    .argument('<old>', 'the folder of a run, or its report.json')
    .argument('<new>', 'the folder of a later run, or its report.json')
    .option('--spec <names>', 'the folders of user specs that the runs were judged by, comma-separated')
    .option('--suites <dir...>', 'folders of user suites')
    .option('--json', 'print JSON: {entries: [{change, case, spec, old, new}], counts, worse, unlike, changes}')
    .addHelpText(
      'after',
      `
Divergences are matched by case, spec, check, kind and place without positions.
Notes are listed but do not count.

The last lines keep the causes apart: documents, behaviour, model, tool. If the
documents changed, the old responses are judged again by the new documents; name
the folders of user specs for that.

Exit status: 0 nothing new · 1 something new · 2 could not read a report`,
    )
    .action((before: string, after: string, flags: DiffFlags) =>
      runAction(async () => {
        const { diffCommand } = await import('./diff.js');
        return diffCommand(before, after, flags);
      }),
    );
}
