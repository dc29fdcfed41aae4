import type { Command } from 'commander';
import { serveReference } from '../reference/serve.js';
import { findFaults } from '../reference/faults/index.js';
import { EXIT } from './exit-status.js';
import { pickSpecs, readAll } from './read-all.js';
import { tellErrors } from './tell-errors.js';

/** `conformance serve --spec ID [--port N] [--fault ID…]` */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('serve the reference provider of a spec on loopback, faithful or with the faults that you name')
    .requiredOption('--spec <id>', 'whose documents it honours')
    .option('--port <number>', 'the port to listen on; 0 picks a free one', '0')
    .option('--fault <id...>', 'go wrong in this way (several may be named); `--fault list` lists them')
    .action(async (options: { spec: string; port: string; fault?: string[] }) => {
      const read = await readAll();
      const spec = read === null ? undefined : pickSpecs(read.specs, options.spec)?.[0];
      const found = findFaults(options.fault ?? []);
      if ('errors' in found) tellErrors(found.errors);
      const port = Number(options.port);
      if (!Number.isInteger(port) || port < 0 || port > 65_535)
        process.stderr.write(`--port takes a number from 0 to 65535, not ${JSON.stringify(options.port)}.\n`);
      else if (spec !== undefined && 'faults' in found) {
        const served = await serveReference({ spec, port, faults: found.faults });
        process.stdout.write(`${spec.title} at ${served.baseUrl}, key ${served.key}. Ctrl-C ends it.\n`);
        return;
      }
      process.exitCode = EXIT.couldNotRun;
    });
}
