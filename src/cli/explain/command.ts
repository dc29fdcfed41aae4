import type { Command } from 'commander';
import type { ExplainFlags } from './explain.js';
import { runAction } from '../shared/run-action.js';

/** `conformance explain <check or claim or case>` */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .description(
      'explain a check, a claim or a case: the documented text, usual causes of a divergence, possible false positives',
    )
    .argument('<name>', 'id of a check, a claim or a case, as in reports')
    .option('--spec <names>', 'also search in these folders of specs, such as ./acme')
    .option('--suites <dir...>', 'also search in these folders of suites')
    .action((name: string, options: ExplainFlags) =>
      runAction(async () => {
        const { explainCommand } = await import('./explain.js');
        return explainCommand(name, options);
      }),
    );
}
