/** Whether this run takes time for everything, as in CI. */
export const RUNS_MANY = process.env['PROPERTY_RUNS'] === 'many';

/** Options of a property test: `many` random inputs where `PROPERTY_RUNS=many` is set, as in CI; a fifth of them elsewhere. */
export function propertyRuns(many: number): { readonly numRuns: number } {
  return { numRuns: RUNS_MANY ? many : Math.ceil(many / 5) };
}
