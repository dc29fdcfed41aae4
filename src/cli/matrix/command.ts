import type { Command } from 'commander';
import type { MatrixFlags } from './matrix.js';
import { whole } from '../shared/run-command.js';

/** `conformance matrix DIR… --out SITE` */
export function addMatrix(program: Command): void {
  program
    .command('matrix')
    .description('turn runs into a static site: who honours its own documents, who is a drop-in for OpenAI, and why')
    .argument('<runs...>', 'the folders that runs left (--out), or their report.json')
    .requiredOption('--out <dir>', 'where the site goes: a new folder, or one that holds such a site')
    .option('--title <text>', 'what the site is called', 'LLM API conformance')
    .addHelpText(
      'after',
      '\nA target.json beside a run names the target: {"name": …, "version": …, "url": …, "spec": …}.\nThe site needs no server and loads nothing from elsewhere: open index.html.',
    )
    .action((runs: readonly string[], flags: MatrixFlags) =>
      whole(async () => {
        const { matrixCommand } = await import('./matrix.js');
        return matrixCommand(runs, flags);
      }),
    );
}
