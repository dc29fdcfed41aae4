import type { RunEvent } from '../model/event.js';
import type { Report } from '../model/report.js';
import type { Refusal } from './verification.js';

/** How far clocks may be apart. */
const SLACK_MS = 24 * 60 * 60 * 1000;

/** Whether a run says when it was, not in the future, and its exchanges fall within it. */
export function verifyDates(report: Report, events: readonly RunEvent[], now: Date): readonly Refusal[] {
  const started = parse(report.run.startedAt);
  if (started === null) return [{ reason: 'undated', detail: 'The run does not say when it began.' }];
  if (started > now.getTime() + SLACK_MS)
    return [{ reason: 'undated', detail: 'The run says that it began in the future.' }];
  const outside = events.flatMap((event) => {
    if (event.type !== 'exchange') return [];
    const at = parse(event.exchange.startedAt);
    return at === null || at < started - 1000 || at > started + report.run.durationMs + SLACK_MS
      ? [event.exchange.id]
      : [];
  });
  return outside.length === 0
    ? []
    : [{ reason: 'edited', detail: `Exchange ${outside[0]} was not sent while the run was under way.` }];
}

function parse(text: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/u.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
