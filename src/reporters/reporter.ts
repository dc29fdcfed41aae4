import type { Exchange } from '../core/model/exchange.js';
import type { Report } from '../core/model/report.js';
import type { Gate } from '../core/report/judge-run.js';

/** How a report is to be written. */
export interface ReporterOptions {
  /** Whether colour codes may be used. */
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether notes are written out or only counted. */
  readonly notes: boolean;
  /** Whether the terminal also shows tables by suite, claims, tokens, and omitted cases. */
  readonly verbose?: boolean | undefined;
  /** Whether the report for the terminal is printed, too: it has the counts of the cases and the verdict. */
  readonly terminalToo?: boolean | undefined;
  /** The command as the user starts it, for hints; `npx llm-conformance` by default. */
  readonly command?: string | undefined;
  /** The folder of the run, as the user wrote it; absent if the report has none. */
  readonly out?: string | undefined;
  /** Exchanges to show as evidence, by `report.html` alone. */
  readonly exchanges?: readonly Exchange[];
  /** What fails the run. */
  readonly gate: Gate;
}

/** Turns a report into text. Pure: it formats and decides nothing. */
export type Reporter = (report: Report, options: ReporterOptions) => string;
