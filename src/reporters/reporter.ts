import type { Report } from '../core/model/report.js';
import type { Gate } from '../core/report/judge-run.js';

/** How a report is to be written. */
export interface ReporterOptions {
  /** Whether colour codes may be used. */
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether notes, and by the terminal's reporter what was omitted, are written out or only counted. */
  readonly notes: boolean;
  /** What fails the run. */
  readonly gate: Gate;
}

/** Turns a report into text. Pure: it formats and decides nothing. */
export type Reporter = (report: Report, options: ReporterOptions) => string;
