import type { Command } from 'commander';
import type { WatchFlags } from './watch.js';
import { runAction } from '../shared/run-action.js';

/** `conformance watch --config FILE` */
export function addWatch(program: Command): void {
  program
    .command('watch')
    .description('run every target of a configuration once and compare each with its last accepted run')
    .requiredOption('--config <file>', 'the configuration, as for run')
    .option('--target <name...>', 'only these targets')
    .option('--state <dir>', 'the folder of the runs and the results, kept between passes', 'conformance-watch')
    .option('--quick', 'send few requests to each target, as run --quick does')
    .option(
      '--webhook-env <name>',
      'the environment variable with the address of a webhook, which gets the results as JSON',
    )
    .option('--accept <name...>', 'make the last run of these targets the accepted one; send nothing')
    .addHelpText(
      'after',
      `
For each target the folder gets NAME.md, which fits the body of one issue that
is created once and updated later, and watch.json lists all of them:
  {targets: [{name, status, title, body, changes, shortfall, …}]}
Changes of the documents, of the behaviour and of the model are kept apart; what
a pass does not show is listed as could not tell. The first run of a target is
accepted.

Exit status: 0 unchanged · 1 changed · 2 could not watch · 3 could not tell`,
    )
    .action((flags: WatchFlags) =>
      runAction(async () => {
        const { watchCommand } = await import('./watch.js');
        return watchCommand(flags, new Date());
      }),
    );
}
