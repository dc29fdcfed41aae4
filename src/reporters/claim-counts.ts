import type { ClaimStatus, Report } from '../core/model/report.js';

/** How many claims of each spec have which status. */
export function claimCounts(
  report: Report,
): readonly ({ readonly spec: string } & Readonly<Record<ClaimStatus, number>>)[] {
  return report.specs.map(({ id }) => {
    const of = (status: ClaimStatus): number =>
      report.claims.filter((claim) => claim.spec === id && claim.status === status).length;
    return { spec: id, met: of('met'), broken: of('broken'), untested: of('untested'), uncheckable: of('uncheckable') };
  });
}
