import type { RunEvent } from '../core/model/event.js';
import type { Report } from '../core/model/report.js';
import { encodeEvent } from '../io/record/event-codec.js';
import { jsonReport } from '../reporters/json.js';

/**
 * The first place of `results.ndjson` or `report.json` that is not written as this version writes its values; null when
 * there is none. A reader of JSON drops some texts without a trace: a member before another of the same name, and
 * characters that are no base64.
 * @param files the texts of the folder, by name
 */
export function rewrittenPlace(files: ReadonlyMap<string, string>, events: readonly RunEvent[]): string | null {
  const record = files.get('results.ndjson');
  let at = 0;
  for (const [index, event] of record === undefined ? [] : events.entries()) {
    const line = encodeEvent(event);
    if (record?.startsWith(line, at) !== true || (record[at + line.length] ?? '\n') !== '\n')
      return `Line ${index + 1} of results.ndjson`;
    at += line.length + 1;
  }
  const report = files.get('report.json');
  return report === undefined || report === jsonReport(JSON.parse(report) as Report) ? null : 'report.json';
}
