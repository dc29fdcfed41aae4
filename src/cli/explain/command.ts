import type { Command } from 'commander';
import { whole } from '../shared/run-command.js';

/** `conformance explain <check or claim or case>` */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .description(
      'what a check, a claim or a case is: the documented words, what usually causes a divergence, when it may be a false alarm',
    )
    .argument('<name>', 'the id of a check, a claim or a case, as reports name it')
    .action((name: string) =>
      whole(async () => {
        const { explainCommand } = await import('./explain.js');
        return explainCommand(name);
      }),
    );
}
