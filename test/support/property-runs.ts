/** Options of a property test: `many` random inputs where `PROPERTY_RUNS=many` is set, as in CI; a fifth of them elsewhere. */
export function propertyRuns(many: number): { readonly numRuns: number } {
  return { numRuns: process.env['PROPERTY_RUNS'] === 'many' ? many : Math.ceil(many / 5) };
}
