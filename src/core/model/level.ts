import type { Level } from './claim.js';

const WEIGHTS: Readonly<Record<Level, number>> = { must: 2, should: 1, note: 0 };

/** How heavy a level is: `must` 2, `should` 1, `note` 0. */
export function levelRank(level: Level): number {
  return WEIGHTS[level];
}
