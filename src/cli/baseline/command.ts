import type { Command } from 'commander';
import { whole } from '../shared/run-command.js';

/** The file that the commands mean unless they are told otherwise. */
const BASELINE_FILE = 'conformance.baseline.yaml';

/** `conformance baseline init DIR | update DIR [--prune] | lint` */
export function addBaseline(program: Command): void {
  const command = program
    .command('baseline')
    .description('keep the file of divergences that are known: they fail no run, and a new one does')
    .addHelpText(
      'after',
      `
An entry names one divergence exactly, by case, spec, check, kind and place, and says why it is accepted; it may name an
issue, the last day on which it counts (expires: 2026-12-31), and that it comes and goes (intermittent: true). One that
no longer occurs is stale, and fails the run until it is deleted. Comments and order of the file are yours.`,
    );
  addFile(command.command('init'))
    .description('begin a file with what diverged in a run; the reasons are yours to fill in')
    .argument('<dir>', 'the folder that the run left (--out)')
    .action((dir: string, options: FileFlag) =>
      whole(async () => {
        const { initBaseline } = await import('./init.js');
        return initBaseline(dir, options.baseline);
      }),
    );
  addFile(command.command('update'))
    .description('add what is new in a run')
    .argument('<dir>', 'the folder that the run left (--out)')
    .option('--prune', 'delete the entries that are stale by that run, too')
    .action((dir: string, options: FileFlag & { readonly prune?: true }) =>
      whole(async () => {
        const { updateBaseline } = await import('./update.js');
        return updateBaseline(dir, options.baseline, options.prune === true);
      }),
    );
  addFile(command.command('lint'))
    .description('say what is wrong with the file, and which entries have expired or give no reason')
    .action((options: FileFlag) =>
      whole(async () => {
        const { lintBaseline } = await import('./lint.js');
        return lintBaseline(options.baseline, new Date());
      }),
    );
}

interface FileFlag {
  readonly baseline: string;
}

function addFile(command: Command): Command {
  return command.option('--baseline <file>', 'the file', BASELINE_FILE);
}
