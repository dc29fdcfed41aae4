import type { State } from './state.js';

/**
 * A state with its counts. Of a case: claims, as many as are in the state, of those that were put to the test. Of
 * several cases: cases in the state, of those that the documents promise.
 */
export interface Cell {
  readonly state: State;
  /** How many are in the state. */
  readonly count: number;
  /** Of how many; 0 where nothing was counted. */
  readonly of: number;
}

/** How many cases are in each state. */
export type Counts = Readonly<Record<State, number>>;

/** A cell's count with its denominator, `3/12`; omissions have none. */
export function fraction({ count, of, state }: Cell): string {
  if (state === 'omitted') return count > 1 ? `${count}` : '';
  return of === 0 ? '' : `${count}/${of}`;
}
