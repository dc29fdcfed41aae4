import type { BaselineEntry } from '../model/baseline.js';
import type { Report } from '../model/report.js';
import { count } from '../wire/quote.js';
import { describeEntry, entryOf, writeEntry } from './edit-baseline.js';

/** One thing that a report says of a line of the baseline. */
export interface BaselineLine {
  /** Whether it fails the run. */
  readonly fails: boolean;
  readonly entry: BaselineEntry;
  readonly says: string;
}

/** What a report says of its baseline, to be written in the way of each reporter. */
export interface BaselineWords {
  readonly summary: string;
  readonly lines: readonly BaselineLine[];
  /** The entries to paste for what is new, as YAML; empty if nothing is, cut if there are many. */
  readonly paste: string;
  /** How many entries were cut from `paste`. */
  readonly left: number;
  /** What to run next, for the folder of the run and the command: what deletes stale entries, what adds new ones. */
  commands(dir: string, program: string): readonly string[];
}

const MOST = 10;

/** More entries without a reason are counted and not listed: a new baseline gives none at all. */
const FEW = 3;

/** The words about a report's baseline; null if it has none. */
export function describeBaseline(report: Report): BaselineWords | null {
  const { baseline } = report;
  if (baseline === undefined) return null;
  const { file, stale, expired, unexplained } = baseline;
  const heavy = report.findings.filter(({ level }) => level !== 'note');
  const known = heavy.filter((finding) => finding.baseline !== undefined);
  const add = heavy.filter((finding) => finding.baseline === undefined).map(entryOf);
  return {
    summary: `baseline ${file}: ${[
      `${known.length} known and ${count(add.length, 'new finding')}`,
      ...(stale.length > 0 ? [`${stale.length} stale`] : []),
      ...(expired.length > 0 ? [`${expired.length} expired`] : []),
      ...(unexplained.length > FEW ? [`${unexplained.length} without a reason`] : []),
    ].join(', ')}`,
    lines: [
      ...stale.map((entry) => ({
        fails: true,
        entry,
        says: `stale: ${describeEntry(entry)} no longer occurs; delete ${describeLines(entry)}`,
      })),
      ...expired.map((entry) => ({
        fails: false,
        entry,
        says: `expired after ${entry.expires ?? ''}, counts as none: ${describeEntry(entry)}`,
      })),
      ...(unexplained.length > FEW ? [] : unexplained).map((entry) => ({
        fails: false,
        entry,
        says: `gives no reason: ${describeEntry(entry)}`,
      })),
    ],
    paste: add.slice(0, MOST).map(writeEntry).join(''),
    left: Math.max(0, add.length - MOST),
    commands: (dir, program) => {
      const command = `${program} baseline update ${dir} --baseline ${file}`;
      return [
        ...(stale.length > 0 ? [`To delete stale entries: ${command} --prune`] : []),
        ...(add.length > 0 ? [`To accept what is new: ${command}`] : []),
      ];
    },
  };
}

function describeLines({ lines: { first, last } }: BaselineEntry): string {
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}
