import type { Report } from '../../model/report.js';
import { NO_FACTS } from './exchange-facts.js';
import { makeFindings } from './make-findings.js';

/** A report as it was read: one that version 0.1.0 wrote gets its findings, as far as its results show them. */
export function withFindings(report: Omit<Report, 'findings'> & Partial<Pick<Report, 'findings'>>): Report {
  const { findings } = report;
  return findings === undefined ? { ...report, ...makeFindings(report.results, NO_FACTS) } : { ...report, findings };
}
