import { type Command, Option } from 'commander';
import { whole } from './whole.js';

/** What there are lists of. */
export const TOPICS = ['specs', 'suites', 'cases', 'claims', 'checks'] as const;

/** What `conformance list` was told beside the topic. */
export interface ListFlags {
  readonly spec?: string;
  readonly json?: true;
}

/** `conformance list specs|suites|cases|claims|checks` */
export function addList(program: Command): void {
  program
    .command('list')
    .description('list the specs, suites, cases, claims or checks, as a table or as JSON')
    .argument('<topic>', `one of ${TOPICS.join(', ')}`)
    .addOption(new Option('--spec <ids>', 'only of these specs (comma-separated)'))
    .option('--json', 'as JSON on stdout')
    .action((topic: string, options: ListFlags) =>
      whole(async () => {
        const { listCommand } = await import('./list-command.js');
        return listCommand(topic, options);
      }),
    );
}
