/** What there are lists of. */
export const TOPICS = ['specs', 'suites', 'cases', 'claims', 'checks'] as const;
