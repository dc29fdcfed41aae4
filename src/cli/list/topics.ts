/** The topics of `conformance list`. */
export const TOPICS = ['specs', 'suites', 'cases', 'claims', 'checks', 'clients', 'differences'] as const;
