import { slugOf } from '../model/slug.js';
import type { Run, SharedFinding, SuiteRow, Target, View } from '../model/matrix.js';

/** The addresses of the site's pages, relative to its top. */
export const address = {
  index: 'index.html',
  run: (run: Run): string => `r/${run.id}.html`,
  suiteOfRun: (run: Run, suite: SuiteRow): string => `r/${run.id}.html#${suiteAnchor(suite)}`,
  findingOfRun: (run: Run, shared: Pick<SharedFinding, 'slug'>): string => `r/${run.id}.html#${shared.slug}`,
  evidence: (run: Run, caseId: string): string | null => {
    const file = run.files.get(caseId);
    return file === undefined ? null : `r/${run.id}/${file}`;
  },
  target: (target: Target): string => `t/${target.id}.html`,
  suite: (suite: SuiteRow): string => `s/${suite.slug}.html`,
  findings: 'findings.html',
  finding: (shared: Pick<SharedFinding, 'slug'>): string => `f/${shared.slug}.html`,
  parameters: 'parameters.html',
  documents: 'documents.html',
  clients: 'clients.html',
  claims: 'claims.html',
  claimsOf: (spec: string): string => `c/${slugOf(spec)}.html`,
  compare: 'compare.html',
  comparison: (before: Run, after: Run): string => `compare/${before.id}..${after.id}.html`,
  badge: (run: Run, view: View, form: 'svg' | 'json'): string => `badges/${run.id}-${view.id}.${form}`,
} as const;

/** The anchor of a suite on the page of a run: `basic`, or `basic-optional`. */
export function suiteAnchor(suite: Pick<SuiteRow, 'slug' | 'optional'>): string {
  return suite.optional ? `${suite.slug}-optional` : suite.slug;
}

/** The anchor of a claim on the page of its spec. */
export function claimAnchor(claim: string): string {
  return `claim-${slugOf(claim.replaceAll('[]', '-each'), 160)}`;
}

/** The link from one page to another; both addresses are relative to the top of the site. */
export function relative(from: string, to: string): string {
  const up = '../'.repeat(from.split('/').length - 1);
  return `${up}${to}`;
}
