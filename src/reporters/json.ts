import type { Report } from '../core/model/report.js';

/** Characters that JSON allows in a string but that affect a terminal or a reader: C1 controls, bidi marks, invisible ones. */
const OBEYED = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** `report.json`: the report as it is, indented. Its JSON Schema is `schemas/report.schema.json`. */
export function jsonReport(report: Report): string {
  const text = JSON.stringify(report, null, 2);
  // Such characters occur in strings only, and the escape means the same there.
  return `${text.replace(OBEYED, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
