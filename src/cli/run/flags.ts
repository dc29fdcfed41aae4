import type { LimitFlags } from './limit-options.js';
import type { ReportFlags } from './report-options.js';

/** The flags of `conformance run`. */
export interface RunFlags extends ReportFlags, LimitFlags {
  readonly baseUrl?: string;
  readonly reference?: string;
  readonly model?: string;
  /** The name of the target in the reports. */
  readonly name?: string;
  /** The variable that holds the key; undefined for the default one, which may be unset. */
  readonly keyEnv?: string;
  readonly header?: readonly string[];
  /** Do not verify certificates. */
  readonly insecure?: boolean;
  readonly suite?: readonly string[];
  readonly only?: readonly string[];
  readonly concurrency: number;
  readonly timeout?: number;
  readonly repeat?: number;
  readonly baseline?: string;
  /** Print no report. */
  readonly quiet?: boolean;
  /** The configuration that was read. */
  readonly configFile?: string;
  /** Print the plan; with `full` also every request. */
  readonly dryRun?: true | 'full';
}

/** The flags as given. The configuration file may provide what is missing. */
export interface GivenFlags extends Omit<RunFlags, 'spec' | 'configFile'> {
  readonly spec?: string;
  readonly config?: string;
  readonly target?: string;
}
