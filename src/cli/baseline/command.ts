import type { Command } from 'commander';
import { runAction } from '../shared/run-action.js';

/** The default of `--baseline`. */
const BASELINE_FILE = 'conformance.baseline.yaml';

/** `conformance baseline init DIR | update DIR [--prune] | lint` */
export function addBaseline(program: Command): void {
  const command = program
    .command('baseline')
    .description('maintain the file of known divergences: they do not fail a run, but new divergences do')
    .addHelpText(
      'after',
      `
An entry names one finding by its id and gives a reason. Optional: cases, an
issue, the last day on which it counts (expires: 2026-12-31), and intermittent:
true. An entry whose finding no longer occurs is stale and fails the run until
it is deleted. Entries of single divergences are still read; update replaces
them. Your comments and the order of entries are kept.`,
    );
  addFile(command.command('init'))
    .description('write a new file from the divergences of a run; add the reasons yourself')
    .argument('<dir>', 'the folder of the run (--out)')
    .action((dir: string, options: FileFlag) =>
      runAction(async () => {
        const { initBaseline } = await import('./init.js');
        return initBaseline(dir, options.baseline);
      }),
    );
  addFile(command.command('update'))
    .description('add the new divergences of a run')
    .argument('<dir>', 'the folder of the run (--out)')
    .option('--prune', 'also delete the entries that are stale in that run')
    .action((dir: string, options: FileFlag & { readonly prune?: true }) =>
      runAction(async () => {
        const { updateBaseline } = await import('./update.js');
        return updateBaseline(dir, options.baseline, options.prune === true);
      }),
    );
  addFile(command.command('lint'))
    .description('check the file, and list the entries that have expired or have no reason')
    .argument('[file]', 'the file (default: that of --baseline)')
    .option('--spec <names>', 'the folders of user specs, comma-separated')
    .option('--suites <dir...>', 'folders of user suites')
    .action(
      (file: string | undefined, options: FileFlag & { readonly spec?: string; readonly suites?: readonly string[] }) =>
        runAction(async () => {
          const { lintBaseline } = await import('./lint.js');
          const { namesIn } = await import('../shared/read-all.js');
          return lintBaseline(file ?? options.baseline, new Date(), {
            specs: namesIn(options.spec),
            ownSuites: options.suites,
          });
        }),
    );
}

interface FileFlag {
  readonly baseline: string;
}

function addFile(command: Command): Command {
  return command.option('--baseline <file>', 'the file', BASELINE_FILE);
}
