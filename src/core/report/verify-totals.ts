import type { RunEvent } from '../model/event.js';
import type { Report } from '../model/report.js';
import { firstDifference } from './first-difference.js';
import { makeReport } from './make-report.js';
import type { Refusal } from './verification.js';

/** Whether a report is what its events add up to, and whether they are those of a whole run. */
export function verifyTotals(report: Report, events: readonly RunEvent[], torn: number | null): readonly Refusal[] {
  const made = makeReport(events);
  if (made === null) return [{ reason: 'edited', detail: 'results.ndjson does not begin with the event of a run.' }];
  const refused: Refusal[] = [];
  const different = firstDifference(report, made);
  if (different !== null) {
    refused.push({
      reason: 'edited',
      detail: `report.json is not what results.ndjson adds up to: they differ first at ${different}.`,
    });
  }
  const count = (type: RunEvent['type']): number => events.filter((event) => event.type === type).length;
  const single = (['run', 'plan', 'end'] as const).filter(
    // A run that was interrupted and gone on with has an end each time.
    (type) => count(type) > (type === 'end' ? 1 + count('resumed') : 1),
  );
  for (const type of single)
    refused.push({ reason: 'edited', detail: `results.ndjson holds more than one event ${type}.` });
  const ids = events.flatMap((event) => (event.type === 'exchange' ? [event.exchange.id] : []));
  if (new Set(ids).size < ids.length)
    refused.push({ reason: 'edited', detail: 'Two exchanges of results.ndjson have the same id.' });
  if (torn !== null) refused.push({ reason: 'partial', detail: `Line ${torn} of results.ndjson is torn off.` });
  if (!made.run.complete) refused.push({ reason: 'partial', detail: 'The run did not come to its end.' });
  if (made.totals.notRun > 0)
    refused.push({ reason: 'partial', detail: `${made.totals.notRun} planned cases were not run.` });
  if (made.results.length === 0) refused.push({ reason: 'partial', detail: 'Nothing was judged.' });
  return refused;
}
