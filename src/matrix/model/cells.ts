import type { CaseResult } from '../../core/model/case-result.js';
import type { Cell, Run } from './matrix.js';
import type { State } from './state.js';

/** How many cases are in each state. */
export type Counts = Readonly<Record<State, number>>;

/** The verdict of a run on one case by one spec. */
export function caseCell(run: Run, spec: string | null, id: string): Cell {
  if (spec === null) return empty('not-judged');
  const key = `${spec} ${id}`;
  const cell = run.cells.get(key);
  if (cell !== undefined) return cell;
  if (run.omitted.has(key)) return { state: 'omitted', count: 1, of: 0 };
  return empty(run.notRun.has(key) ? 'not-run' : 'not-judged');
}

/** The cell of a result. */
export function cellOf(result: CaseResult): Cell {
  const of = new Set(result.observed).size;
  const state = stateOf(result);
  if (state === 'inconclusive') return empty(state);
  const broken = new Set(result.divergences.flatMap(({ claim, level }) => (level === 'note' ? [] : [claim]))).size;
  return state === 'conforms'
    ? { state, count: of, of }
    : { state, count: Math.max(0, of - broken), of: Math.max(of, broken) };
}

/** The cell of several cases: the worst state among them, with the cases that the documents promise. */
export function casesCell(counts: Counts): Cell {
  const of = counts.conforms + counts.diverges + counts.should + counts.inconclusive + counts['not-run'];
  if (of === 0) {
    return counts.omitted > 0 ? { state: 'omitted', count: counts.omitted, of: 0 } : empty('not-judged');
  }
  const worst = (['diverges', 'should', 'not-run', 'inconclusive'] as const).find((state) => counts[state] > 0);
  return { state: worst ?? 'conforms', count: counts.conforms, of };
}

/**
 * How many cases are in each state.
 * @param ids the ids of the cases; all cases of the run if absent
 */
export function countCases(run: Run, spec: string | null, ids: Iterable<string> = run.files.keys()): Counts {
  const counts: Record<State, number> = {
    conforms: 0,
    diverges: 0,
    should: 0,
    inconclusive: 0,
    omitted: 0,
    'not-run': 0,
    'not-judged': 0,
  };
  for (const id of ids) counts[caseCell(run, spec, id).state] += 1;
  return counts;
}

/** A verdict as a state. A divergence from a `must` is heavier than one from a `should`. */
export function stateOf({ verdict, divergences }: CaseResult): State {
  if (verdict !== 'diverges') return verdict;
  return divergences.some(({ level }) => level === 'must') ? 'diverges' : 'should';
}

/** A cell's count with its denominator, `9/12`; omissions have none. */
export function fraction({ count, of, state }: Cell): string {
  if (state === 'omitted') return count > 1 ? `${count}` : '';
  return of === 0 ? '' : `${count}/${of}`;
}

const empty = (state: State): Cell => ({ state, count: 0, of: 0 });
