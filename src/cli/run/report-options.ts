import { type Command, Option } from 'commander';
import { REPORTER_NAMES } from '../../core/report/reporter-names.js';

/** What every command that judges takes: by which specs, where to, and how it is told. */
export interface ReportFlags {
  readonly spec: string;
  readonly out: string;
  readonly failOn: 'must' | 'should';
  /** Only `run --against` knows it. */
  readonly failOnInherited?: boolean;
  readonly reporter?: readonly string[];
  readonly notes?: true;
}

/** What `--spec` is for. */
export const describeSpecs = 'by whose documents to judge, comma-separated; the first decides where requests differ';

/** Adds `--spec`; it stands before the options of the command itself. */
export function addSpecOption(command: Command): Command {
  return command.requiredOption('--spec <ids>', describeSpecs);
}

/** Adds what becomes of the verdicts. */
export function addReportOptions(command: Command): Command {
  return command
    .option('--out <dir>', 'where the evidence and the reports go', 'conformance-report')
    .addOption(
      new Option('--fail-on <level>', 'the lightest level that fails the run')
        .choices(['must', 'should'])
        .default('should'),
    )
    .option('--reporter <name...>', `${REPORTER_NAMES.join(', ')}; name=path writes to a file (default: terminal)`)
    .option('--notes', 'write out notes and omitted cases as well');
}
