import type { Command } from 'commander';
import { runAction } from '../shared/run-action.js';

/** `conformance explain <check or claim or case>` */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .description(
      'explain a check, a claim or a case: the documented text, usual causes of a divergence, possible false positives',
    )
    .argument('<name>', 'id of a check, a claim or a case, as in reports')
    .action((name: string) =>
      runAction(async () => {
        const { explainCommand } = await import('./explain.js');
        return explainCommand(name);
      }),
    );
}
