/** Whether this run takes time for everything, as in CI. */
export const RUNS_MANY = process.env['PROPERTY_RUNS'] === 'many';

/** The rows of a long table: all of them where `RUNS_MANY`, otherwise the first of every `step`. */
export function someOf<T>(rows: readonly T[], step = 3): readonly T[] {
  return rows.filter((_, n) => RUNS_MANY || n % step === 0);
}

/** Options of a property test: `many` random inputs where `PROPERTY_RUNS=many` is set, as in CI; a fifth of them elsewhere. */
export function propertyRuns(many: number): { readonly numRuns: number } {
  return { numRuns: RUNS_MANY ? many : Math.ceil(many / 5) };
}
