/** The median: robust against single disturbed runs. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The median of the ratios pair by pair: load of the machine that affects both sides cancels out. */
export function medianRatio(pairs: readonly (readonly [number, number])[]): number {
  return median(pairs.map(([mine, floor]) => mine / floor));
}
