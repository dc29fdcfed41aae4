import type { Report } from '../core/model/report.js';

/** `report.json`: the report as it is, indented. Its JSON Schema is `schemas/report.schema.json`. */
export function jsonReport(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
