import type { Command } from 'commander';
import type { ServeFlags } from './serve.js';
import { whole } from '../shared/run-command.js';

/** `conformance serve --spec ID [--port N] [--fault ID…]` */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('serve the reference provider of a spec on loopback, faithful or with the faults that you name')
    .requiredOption('--spec <id>', 'whose documents it honours')
    .option('--port <number>', 'the port to listen on; 0 picks a free one', '0')
    .option('--fault <id...>', 'go wrong in this way (several may be named); `--fault list` lists them')
    .action((flags: ServeFlags) =>
      whole(async () => {
        const { serveCommand } = await import('./serve.js');
        return serveCommand(flags);
      }),
    );
}
