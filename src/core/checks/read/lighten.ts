import type { Level } from '../../model/claim.js';
import type { Binding } from '../check.js';

const WEIGHT: Readonly<Record<Level, number>> = { note: 0, should: 1, must: 2 };

/** The level of the claim, but no heavier than `most`. */
export function lighten({ claim }: Binding, most: Level): Level {
  return WEIGHT[claim.level] < WEIGHT[most] ? claim.level : most;
}
