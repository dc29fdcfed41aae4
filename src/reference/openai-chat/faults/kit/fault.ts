import type { Fault, FaultArea, Told } from '../../../fault.js';
import type { Hooks } from '../../hooks.js';

/** A table of faults of one area: each row is id, threads, title, where it is told, cases that show it, hooks. */
export function faultsOf(area: FaultArea, rows: readonly Row[]): readonly Fault<Hooks>[] {
  return rows.map(([id, seen, title, told, shows, hooks, specs = ['openai']]) => ({
    id,
    area,
    title,
    seen,
    specs,
    told,
    shows,
    hooks,
  }));
}

/** One fault. Without specs it is one under OpenAI's. */
type Row = readonly [
  id: string,
  seen: readonly string[],
  title: string,
  told: Told,
  shows: readonly string[],
  hooks: Hooks,
  specs?: readonly string[],
];

/** Told by this check at this place. */
export const by = (check: string, at: string): Told => ({ check, at });

/** Told by this check as a note. */
export const noted = (check: string, at: string): Told => ({ check, at, note: true });
