import { type Command, InvalidArgumentError, Option } from 'commander';
import { REPORTER_NAMES } from '../../core/report/reporter-names.js';

/** The flags of every command that judges: the specs, the output folder, the reporters. */
export interface ReportFlags {
  readonly spec: string;
  /** Folders of the user's own suites. */
  readonly suites?: readonly string[];
  readonly out: string;
  readonly failOn: 'must' | 'should';
  /** Only for `run --against`. */
  readonly failOnInherited?: boolean;
  /** The share of inconclusive results, in percent, above which the evidence is insufficient. */
  readonly maxInconclusive?: number;
  /** Client libraries, comma-separated: only findings that break one of them fail the run. */
  readonly client?: string;
  readonly reporter?: readonly string[];
  readonly notes?: true;
  readonly verbose?: true;
}

/** The help text of `--spec`. */
export const describeSpecs =
  'the specs to judge by, comma-separated: ids, or folders such as ./acme; the first one determines the requests';

/** Adds `--spec`, before the options of the command itself. */
export function addSpecOption(command: Command): Command {
  return command.requiredOption('--spec <names>', describeSpecs);
}

/** The help text of `--suites`. */
export const describeOwnSuites = 'folders of user suites, sent in addition to those of the package';

/** Adds the output folder, the reporters and the level that fails. */
export function addReportOptions(command: Command): Command {
  return command
    .option('--out <dir>', 'the folder for the evidence and the reports', 'conformance-report')
    .addOption(
      new Option('--fail-on <level>', 'the lowest level that fails the run')
        .choices(['must', 'should'])
        .default('should'),
    )
    .option(
      '--client <names>',
      'fail only on findings that break one of these client libraries, comma-separated; see conformance list clients',
    )
    .option(
      '--max-inconclusive <percent>',
      'the share of inconclusive results above which the exit status is 3 (default: 20)',
      percent,
    )
    .option(
      '--reporter <name...>',
      `${REPORTER_NAMES.join(', ')}; name=path writes a file and keeps the output of terminal (default: terminal)`,
    )
    .option('--notes', 'also print notes')
    .option('--verbose', 'also print the table of suites, claims, tokens and omitted cases');
}

function percent(text: string): number {
  const value = Number(text.replace(/%$/u, ''));
  if (text.trim() === '' || !(value >= 0 && value <= 100))
    throw new InvalidArgumentError('Expected a percentage from 0 to 100.');
  return value;
}
