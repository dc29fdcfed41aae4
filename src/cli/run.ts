import { type Command, InvalidArgumentError, Option } from 'commander';
import { EXIT } from './exit-status.js';

/** What `conformance run` was told. */
export interface RunFlags {
  readonly baseUrl?: string;
  readonly reference?: string;
  readonly spec: string;
  readonly model?: string;
  readonly keyEnv: string;
  readonly header?: readonly string[];
  readonly suite?: readonly string[];
  readonly only?: readonly string[];
  readonly out: string;
  readonly concurrency: number;
  readonly timeout?: number;
  readonly failOn: 'must' | 'should';
  readonly reporter?: readonly string[];
  readonly notes?: true;
  readonly dryRun?: true;
}

/** `conformance run --base-url URL --spec ID[,ID…]` */
export function addRun(program: Command): void {
  program
    .command('run')
    .description(
      'send the suites to an endpoint and report every field and chunk that diverges from what the specs document',
    )
    .option('--base-url <url>', 'the endpoint, with its version prefix: http://127.0.0.1:8080/v1')
    .option(
      '--reference <id>',
      'in place of --base-url: the reference provider of that spec, on loopback, for this run',
    )
    .requiredOption(
      '--spec <ids>',
      'by whose documents to judge, comma-separated; the first decides where requests differ',
    )
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
    .option('--out <dir>', 'where the evidence and the reports go', 'conformance-report')
    .option('--concurrency <n>', 'how many cases are under way at once', positive, 4)
    .option('--timeout <seconds>', 'how long one exchange may take', positive)
    .addOption(
      new Option('--fail-on <level>', 'the lightest level that fails the run')
        .choices(['must', 'should'])
        .default('should'),
    )
    .option('--reporter <name...>', 'terminal, json, markdown; name=path writes to a file (default: terminal)')
    .option('--notes', 'write out notes as well')
    .option('--dry-run', 'print the requests and the most tokens they can cost, and send nothing')
    .addHelpText(
      'after',
      '\nA divergence says where it is, what was expected, what was there, and which documented sentence it breaks.\nNotes never fail a run. Cases that a spec never promised are omitted, visibly.',
    )
    .action(async (flags: RunFlags) => {
      const { runCommand } = await import('./run-command.js');
      process.exitCode = await runCommand(flags).catch((error: unknown) => {
        process.stderr.write(
          `conformance itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
        );
        return EXIT.couldNotRun;
      });
    });
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('It takes a number above 0.');
  return value;
}
