import type { Command } from 'commander';
import type { InitFlags } from './init.js';
import { whole } from '../shared/run-command.js';

/** `conformance init`, by asking or by flags. */
export function addInit(program: Command): void {
  program
    .command('init')
    .description('write a conformance.yaml: by asking on a terminal, else by flags')
    .option('--config <file>', 'the file to write', 'conformance.yaml')
    .option('--name <name>', 'what the target is called (default: the host of its URL)')
    .option('--base-url <url>', 'the endpoint, with its version prefix: https://gateway.example/v1')
    .option('--reference <id>', 'in place of --base-url: the reference provider of that spec')
    .option('--spec <ids>', 'by whose documents to judge, comma-separated')
    .option('--model <id>', 'the model to ask for')
    .option('--key-env <name>', 'the environment variable that holds the API key')
    .option('--baseline <file>', 'the file of known divergences')
    .action((flags: InitFlags) =>
      whole(async () => {
        const { initCommand } = await import('./init.js');
        if (!process.stdin.isTTY || !process.stdout.isTTY) return initCommand(flags, null);
        const { createInterface } = await import('node:readline/promises');
        const terminal = createInterface({ input: process.stdin, output: process.stdout });
        try {
          return await initCommand(flags, (text) => terminal.question(text));
        } finally {
          terminal.close();
        }
      }),
    );
}
