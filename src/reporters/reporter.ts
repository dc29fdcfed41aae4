import type { Report } from '../core/model/report.js';

/** How a report is to be written. */
export interface ReporterOptions {
  /** Whether colour codes may be used. */
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether notes are written out or only counted. */
  readonly notes: boolean;
}

/** Turns a report into text. Pure: it formats and decides nothing. */
export type Reporter = (report: Report, options: ReporterOptions) => string;
