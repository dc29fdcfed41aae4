/** The middle of the values: one run that the machine disturbed does not move it. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The median of the ratios pair by pair: what the machine did to both at the same time drops out. */
export function medianRatio(pairs: readonly (readonly [number, number])[]): number {
  return median(pairs.map(([mine, floor]) => mine / floor));
}
