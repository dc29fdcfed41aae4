import type { Command } from 'commander';
import type { MatrixFlags } from './matrix.js';
import { runAction } from '../shared/run-action.js';

/** `conformance matrix DIR… --out SITE` */
export function addMatrix(program: Command): void {
  program
    .command('matrix')
    .description(
      'make a static site from runs: which targets conform to their own documents, which are a drop-in, and the evidence',
    )
    .argument('<runs...>', 'the folders of runs (--out), or their report.json')
    .requiredOption('--out <dir>', 'the folder of the site: new, or with an earlier site in it')
    .option('--title <text>', 'the title of the site', 'LLM API conformance')
    .option('--spec <names>', 'the folders of user specs that the runs were judged by, comma-separated')
    .option('--suites <dir...>', 'folders of user suites')
    .addHelpText(
      'after',
      `
A target is identified by its name, base URL and model. Its name is the one in
target.json, else that of run --name, else that of the folder. A target.json in
the folder of a run has {"name": …} and optionally "version", "url" and "spec"
(own documents). The site needs no server and loads nothing from the network:
open index.html.`,
    )
    .action((runs: readonly string[], flags: MatrixFlags) =>
      runAction(async () => {
        const { matrixCommand } = await import('./matrix.js');
        return matrixCommand(runs, flags);
      }),
    );
}
