import { type Command, Option } from 'commander';
import type { ListFlags } from './list.js';
import { runAction } from '../shared/run-action.js';
import { TOPICS } from './topics.js';

/** `conformance list specs|suites|cases|claims|checks|differences` */
export function addList(program: Command): void {
  program
    .command('list')
    .description(
      'list the specs, suites, cases, claims, checks or measured clients, or what specs document differently, as a table or as JSON',
    )
    .argument('<topic>', `one of ${TOPICS.join(', ')}`)
    .addOption(new Option('--spec <names>', 'only for these specs, comma-separated: ids, or folders such as ./acme'))
    .option('--suites <dir...>', 'folders of user suites')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
differences compares two or more specs without any request: parameters, fields,
ranges, errors and rules of streams that they do not document alike. clients are
the client libraries that were run against each fault of a reference provider;
with --spec, those of the API families of these specs.`,
    )
    .action((topic: string, options: ListFlags) =>
      runAction(async () => {
        const { listCommand } = await import('./list.js');
        return listCommand(topic, options);
      }),
    );
}
