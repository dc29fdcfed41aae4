import type { Command } from 'commander';
import { runAction } from '../shared/run-action.js';

/** `conformance show DIR [N]` */
export function addShow(program: Command): void {
  program
    .command('show')
    .description('show the evidence of a finding: request, response, the documented words, and a curl command')
    .argument('<dir>', 'the folder of the run (--out)')
    .argument('[finding]', 'the number of the finding, or its id (default: list the findings)')
    .option('--full', 'show the request and the response without omissions')
    .action((dir: string, name: string | undefined, flags: { readonly full?: true }) =>
      runAction(async () => {
        const { showCommand } = await import('./show.js');
        return showCommand(dir, name, flags.full === true);
      }),
    );
}
