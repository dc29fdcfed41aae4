import { type Command, InvalidArgumentError } from 'commander';
import { addAgainstOptions, addMannerOptions } from './limit-options.js';
import { addReportOptions, describeSpecs } from './report-options.js';
import type { GivenFlags } from './flags.js';
import { EXIT } from '../shared/exit-status.js';
import { whole } from '../shared/run-command.js';

/** `conformance run --base-url URL --spec ID[,ID…]` */
export function addRun(program: Command): void {
  const command = program
    .command('run')
    .description(
      'send the suites to an endpoint and report every field and chunk that diverges from what the specs document',
    )
    .option('--base-url <url>', 'the endpoint, with its version prefix: http://127.0.0.1:8080/v1')
    .option(
      '--reference <id>',
      'in place of --base-url: the reference provider of that spec, on loopback, for this run',
    );
  command
    .option('--spec <ids>', describeSpecs)
    .option('--config <file>', 'the configuration (default: conformance.yaml, where it is there); flags win over it')
    .option('--target <name>', 'the target of the configuration that is asked')
    .option(
      '--model <id>',
      'the model to ask for (default: the one that the spec recommends, else the first of GET /models)',
    )
    .option(
      '--key-env <name>',
      'the environment variable that holds the API key; no flag ever takes a key',
      'CONFORMANCE_API_KEY',
    )
    .option(
      '--header <name:value...>',
      'a header for every request, such as a gateway’s routing; ${NAME} in it stands for a variable; never recorded',
    )
    .option('--suite <name...>', 'only these suites')
    .option('--only <glob...>', 'only cases whose id matches: streaming/*, penalties/temperature.*')
    .option('--concurrency <n>', 'how many cases are under way at once', positive, 4)
    .option(
      '--timeout <seconds>',
      'how long one exchange may take (default: 120, of which 60 until its first byte)',
      positive,
    )
    .option('--repeat <n>', 'send each case so many times; what comes and goes is marked', times)
    .option('--baseline <file>', 'the divergences that are known and fail no run; one that no longer occurs does')
    .option('--dry-run', 'print the requests and the most tokens they can cost, and send nothing');
  addMannerOptions(addAgainstOptions(command));
  addReportOptions(command)
    .addHelpText(
      'after',
      '\nA divergence says where it is, what was expected, what was there, and which documented sentence it breaks.\nNotes never fail a run. Cases that a spec never promised are omitted, visibly.',
    )
    .action((given: GivenFlags) =>
      whole(async () => {
        const { settleFlags } = await import('./merge-config.js');
        const flags = await settleFlags(given, (name) => command.getOptionValueSource(name) === 'cli');
        if (flags === null) return EXIT.couldNotRun;
        const { runCommand } = await import('./run.js');
        return runCommand(flags);
      }),
    );
}

function times(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 100)
    throw new InvalidArgumentError('It takes a whole number from 1 to 100.');
  return value;
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('It takes a number above 0.');
  return value;
}
