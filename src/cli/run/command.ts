import { type Command, InvalidArgumentError } from 'commander';
import { LONGEST_TIMER } from '../../core/model/tolerances.js';
import { addAgainstOptions, addLimitOptions } from './limit-options.js';
import { addReportOptions, describeOwnSuites, describeSpecs } from './report-options.js';
import type { GivenFlags } from './flags.js';
import { EXIT, runAction } from '../shared/run-action.js';

/** `conformance run --base-url URL --spec ID[,ID…]` */
export function addRun(program: Command): void {
  const command = program
    .command('run')
    .description('send the suites to an endpoint and report every field and chunk that diverges from the documents')
    .option('--base-url <url>', 'the endpoint, with its version prefix: http://127.0.0.1:8080/v1')
    .option(
      '--reference <id>',
      'instead of --base-url: start the reference provider of this spec on loopback for the run',
    );
  command
    .option('--spec <names>', describeSpecs)
    .option('--suites <dir...>', describeOwnSuites)
    .option(
      '--config <file>',
      'the configuration file; flags override it. Without this flag conformance.yaml is read if it exists, but may send no variable and name no file elsewhere',
    )
    .option('--target <name>', 'the name of a target in the configuration file')
    .option(
      '--model <id>',
      'the model to request (default: the one that the spec recommends, else the first of GET /models)',
    )
    .option('--name <name>', 'the name of the target in the reports (default: that in the configuration file)')
    .option(
      '--key-env <name>',
      'the environment variable that holds the API key (default: CONFORMANCE_API_KEY); no flag takes a key',
    )
    .option(
      '--header <name:value...>',
      'a header for every request, such as a gateway’s routing; ${NAME} is replaced by that environment variable; never recorded',
    )
    .option(
      '--insecure',
      'do not verify the certificates of the endpoint and the upstream (NODE_TLS_REJECT_UNAUTHORIZED has no effect)',
    )
    .option('--suite <name...>', 'only these suites')
    .option('--only <glob...>', 'only cases whose id matches: streaming/*, penalties/temperature.*')
    .option('--concurrency <n>', 'how many cases run at the same time', positive, 4)
    .option(
      '--timeout <seconds>',
      'the limit for one exchange, and for judging it (default: 120; 60 until its first byte)',
      seconds,
    )
    .option('--repeat <n>', 'send each case N times; intermittent divergences are marked', times)
    .option('--baseline <file>', 'the file of known divergences: they do not fail the run, but stale entries do')
    .option(
      '--dry-run [full]',
      'print the plan and the most tokens it can cost, with =full also every request; send nothing',
      dryRun,
    );
  addLimitOptions(addAgainstOptions(command));
  addReportOptions(command)
    .addHelpText(
      'after',
      `
Each divergence has its place, the expected and the actual value, and the
documented sentence that it breaks. Notes never fail a run. Cases that need an
undocumented feature are omitted and listed.

Proxies: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY of the environment apply
to the endpoint and the upstream, not to reference providers.`,
    )
    .action((given: GivenFlags) =>
      runAction(async () => {
        const { mergeConfig } = await import('./merge-config.js');
        const flags = await mergeConfig(given, (name) => command.getOptionValueSource(name) === 'cli');
        if (flags === null) return EXIT.couldNotRun;
        const { runCommand } = await import('./run.js');
        return runCommand(flags);
      }),
    );
}

function dryRun(text: string): 'full' {
  if (text !== 'full') throw new InvalidArgumentError('Expected --dry-run or --dry-run=full.');
  return text;
}

function times(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 100)
    throw new InvalidArgumentError('Expected a whole number from 1 to 100.');
  return value;
}

function seconds(text: string): number {
  const value = positive(text);
  const most = Math.floor(LONGEST_TIMER / 1000);
  if (value > most) throw new InvalidArgumentError(`Expected at most ${most}, about 24 days.`);
  return value;
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('Expected a number above 0.');
  return value;
}
