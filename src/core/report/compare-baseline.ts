import type { Baseline, BaselineEntry, BaselineState, KnownDivergence, KnownFinding } from '../model/baseline.js';
import type { Divergence, Kind } from '../model/divergence.js';
import type { CaseResult } from '../model/case-result.js';
import { divergenceKey, resultKey } from './divergence-key.js';

/** What a run and its baseline say of each other. */
export interface Compared {
  /** The results, each known divergence with what the baseline says of it. */
  readonly results: readonly CaseResult[];
  /** Null if there is no baseline. */
  readonly state: BaselineState | null;
}

/** Divergences after which the rest of an answer cannot be judged: that others no longer show there says nothing. */
const SILENCING: ReadonlySet<Kind> = new Set<Kind>([
  'refused',
  'wrong-status',
  'wrong-form',
  'malformed-json',
  'malformed-http',
  'truncated',
  'stalled',
  'error-in-stream',
]);

/**
 * Marks what the baseline knows. An entry of a finding knows every divergence of it, or those in the cases that it names;
 * an entry of the older form knows one. An entry is stale if the case that should show it ran and could be judged, and
 * did not; cases that did not run say nothing of their entries.
 * @param startedAt when the run began, ISO 8601: an entry counts until the end of its last day (UTC)
 */
export function compareBaseline(
  results: readonly CaseResult[],
  baseline: Baseline | null,
  startedAt: string,
): Compared {
  if (baseline === null) return { results, state: null };
  const today = startedAt.slice(0, 10);
  const expired = baseline.entries.filter(({ expires }) => expires !== null && expires < today);
  const valid = baseline.entries.filter((entry) => !expired.includes(entry));
  const entries = new Map(valid.map((entry) => [entryKey(entry), entry]));
  const met = new Set<BaselineEntry>();
  const marked = results.map((result) => ({
    ...result,
    divergences: result.divergences.map((divergence): Divergence => {
      const entry = entryFor(result, divergence, entries);
      if (entry === undefined) return divergence;
      met.add(entry);
      return { ...divergence, baseline: { reason: entry.reason, issue: entry.issue } };
    }),
  }));
  const conclusive = marked.filter(isConclusive);
  const all = marked.flatMap(({ divergences }) => divergences);
  return {
    results: marked,
    state: {
      file: baseline.file,
      known: all.filter((each) => each.baseline !== undefined).length,
      new: all.filter((each) => each.baseline === undefined && each.level !== 'note').length,
      stale: valid.filter(
        (entry) => !met.has(entry) && !entry.intermittent && conclusive.some((each) => isShownBy(entry, each)),
      ),
      expired,
      unexplained: baseline.entries.filter(({ reason }) => reason.trim() === ''),
    },
  };
}

function entryFor(
  result: CaseResult,
  divergence: Divergence,
  entries: ReadonlyMap<string, BaselineEntry>,
): BaselineEntry | undefined {
  const known = entries.get(`finding ${divergence.finding ?? ''}`);
  if (known !== undefined && 'cases' in known && (known.cases === null || known.cases.includes(result.case)))
    return known;
  return entries.get(`${resultKey(result)} ${divergenceKey(divergence)}`);
}

/** Whether a result would show what an entry knows, were it still there. */
function isShownBy(entry: BaselineEntry, result: CaseResult): boolean {
  if (isKnownDivergence(entry)) return resultKey(entry) === resultKey(result);
  const { cases, seen } = entry;
  if (cases === null && seen === null) return true;
  return cases === null ? seen === result.case : cases.includes(result.case);
}

/** By what an entry is known: the id of its finding, or as `resultKey` and `divergenceKey` write what it names. */
export function entryKey(
  entry: Pick<KnownFinding, 'finding'> | Pick<KnownDivergence, 'case' | 'spec' | 'check' | 'kind' | 'place'>,
): string {
  if ('finding' in entry) return `finding ${entry.finding}`;
  return `${resultKey(entry)} ${[entry.check, entry.kind, entry.place].join(' ')}`;
}

/** Whether the absence of a divergence from a result means that it did not occur. */
function isConclusive({ verdict, divergences }: CaseResult): boolean {
  return (
    verdict !== 'inconclusive' && !divergences.some((each) => each.baseline === undefined && SILENCING.has(each.kind))
  );
}

/** Whether an entry is of the form of version 0.1.0. */
export function isKnownDivergence(entry: BaselineEntry): entry is KnownDivergence {
  return 'case' in entry;
}
