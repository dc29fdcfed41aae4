import type { Command } from 'commander';
import type { InitFlags } from './init.js';
import { runAction } from '../shared/run-action.js';

/** `conformance init`, by asking or by flags. */
export function addInit(program: Command): void {
  program
    .command('init')
    .description('write a conformance.yaml: with questions on a terminal, otherwise from flags')
    .option('--config <file>', 'the file to write', 'conformance.yaml')
    .option('--name <name>', 'the name of the target (default: the host of its URL)')
    .option('--base-url <url>', 'the endpoint, with its version prefix: https://gateway.example/v1')
    .option('--reference <name>', 'instead of --base-url: the reference provider of this spec')
    .option('--spec <names>', 'the specs to judge by, comma-separated: ids, or folders such as ./acme')
    .option('--model <id>', 'the model to request')
    .option('--key-env <name>', 'the environment variable that holds the API key')
    .option('--baseline <file>', 'the file of known divergences')
    .action((flags: InitFlags) =>
      runAction(async () => {
        const { initCommand } = await import('./init.js');
        if (!process.stdin.isTTY || !process.stdout.isTTY) return initCommand(flags, null);
        const { interview } = await import('./interview.js');
        return initCommand(flags, interview);
      }),
    );
}
