/** The reporters by name. They are loaded when a report is to be written, and no sooner. */
export const REPORTER_NAMES = ['terminal', 'json', 'junit', 'github', 'markdown', 'html'] as const;

export type ReporterName = (typeof REPORTER_NAMES)[number];
