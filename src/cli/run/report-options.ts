import { type Command, Option } from 'commander';
import { REPORTER_NAMES } from '../../core/report/reporter-names.js';

/** The flags of every command that judges: the specs, the output folder, the reporters. */
export interface ReportFlags {
  readonly spec: string;
  readonly out: string;
  readonly failOn: 'must' | 'should';
  /** Only for `run --against`. */
  readonly failOnInherited?: boolean;
  readonly reporter?: readonly string[];
  readonly notes?: true;
}

/** The help text of `--spec`. */
export const describeSpecs = 'the specs to judge by, comma-separated; the first one determines the requests';

/** Adds `--spec`, before the options of the command itself. */
export function addSpecOption(command: Command): Command {
  return command.requiredOption('--spec <ids>', describeSpecs);
}

/** Adds the output folder, the reporters and the level that fails. */
export function addReportOptions(command: Command): Command {
  return command
    .option('--out <dir>', 'the folder for the evidence and the reports', 'conformance-report')
    .addOption(
      new Option('--fail-on <level>', 'the lowest level that fails the run')
        .choices(['must', 'should'])
        .default('should'),
    )
    .option('--reporter <name...>', `${REPORTER_NAMES.join(', ')}; name=path writes to a file (default: terminal)`)
    .option('--notes', 'also print notes and omitted cases');
}
