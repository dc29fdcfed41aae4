import type { MannerFlags } from './limit-options.js';
import type { ReportFlags } from './report-options.js';

/** What `conformance run` was told. */
export interface RunFlags extends ReportFlags, MannerFlags {
  readonly baseUrl?: string;
  readonly reference?: string;
  readonly model?: string;
  readonly keyEnv: string;
  readonly header?: readonly string[];
  readonly suite?: readonly string[];
  readonly only?: readonly string[];
  readonly concurrency: number;
  readonly timeout?: number;
  readonly repeat?: number;
  readonly baseline?: string;
  readonly dryRun?: true;
}

/** The flags as they were given; what a run lacks may stand in the configuration. */
export interface GivenFlags extends Omit<RunFlags, 'spec'> {
  readonly spec?: string;
  readonly config?: string;
  readonly target?: string;
}
