import { type Command, InvalidArgumentError } from 'commander';
import { addReportOptions, addSpecOption, type ReportFlags } from './report-options.js';
import { whole } from './whole.js';

/** What `conformance run` was told. */
export interface RunFlags extends ReportFlags {
  readonly baseUrl?: string;
  readonly reference?: string;
  readonly model?: string;
  readonly keyEnv: string;
  readonly header?: readonly string[];
  readonly suite?: readonly string[];
  readonly only?: readonly string[];
  readonly concurrency: number;
  readonly timeout?: number;
  readonly dryRun?: true;
}

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
  addSpecOption(command)
    .option(
      '--model <id>',
      'the model to ask for (default: the one that the spec recommends, else the first of GET /models)',
    )
    .option(
      '--key-env <name>',
      'the environment variable that holds the API key; no flag ever takes a key',
      'CONFORMANCE_API_KEY',
    )
    .option('--header <name:value...>', 'a header for every request, such as a gateway’s routing; never recorded')
    .option('--suite <name...>', 'only these suites')
    .option('--only <glob...>', 'only cases whose id matches: streaming/*, penalties/temperature.*')
    .option('--concurrency <n>', 'how many cases are under way at once', positive, 4)
    .option('--timeout <seconds>', 'how long one exchange may take', positive)
    .option('--dry-run', 'print the requests and the most tokens they can cost, and send nothing');
  addReportOptions(command)
    .addHelpText(
      'after',
      '\nA divergence says where it is, what was expected, what was there, and which documented sentence it breaks.\nNotes never fail a run. Cases that a spec never promised are omitted, visibly.',
    )
    .action((flags: RunFlags) =>
      whole(async () => {
        const { runCommand } = await import('./run-command.js');
        return runCommand(flags);
      }),
    );
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('It takes a number above 0.');
  return value;
}
