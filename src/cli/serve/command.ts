import type { Command } from 'commander';
import type { ServeFlags } from './serve.js';
import { runAction } from '../shared/run-action.js';

/** `conformance serve --spec ID [--port N] [--fault ID…]` */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('serve the reference provider of a spec on loopback, without faults or with the named ones')
    .option('--spec <name>', 'the spec that it conforms to: an id, or a folder such as ./acme')
    .option('--port <number>', 'the port to listen on; 0 picks a free one', '0')
    .option(
      '--fault <id...>',
      'show this fault (several are possible); --fault list prints those of the spec, or all of them',
    )
    .option('--json', 'print the list of faults as JSON')
    .action((flags: ServeFlags) =>
      runAction(async () => {
        const { serveCommand } = await import('./serve.js');
        return serveCommand(flags);
      }),
    );
}
