import type { ExpectedDivergence, Fault, FaultArea } from '../../../fault.js';
import type { Hooks } from '../../hooks.js';

/** A fault of an area. It is a fault of the `openai` spec if no specs are given. */
type AreaFault = Omit<Fault<Hooks>, 'area' | 'specs'> & Partial<Pick<Fault, 'specs'>>;

/** The faults of one area. */
export function faultsOf(area: FaultArea, faults: readonly AreaFault[]): readonly Fault<Hooks>[] {
  return faults.map((fault) => ({ specs: ['openai'], ...fault, area }));
}

/** A divergence above a note: the check that reports it, and its general place. */
export const reportedBy = (check: string, at: string): ExpectedDivergence => ({ check, at });

/** A note: the check that reports it, and its general place. */
export const notedBy = (check: string, at: string): ExpectedDivergence => ({ check, at, note: true });
