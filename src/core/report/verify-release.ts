import type { Report } from '../model/report.js';
import type { Refusal } from './verification.js';

/** The versions that a changelog lists with the date of their release: `## 0.1.0 (2026-11-20)`. */
export function releasedVersions(changelog: string): readonly string[] {
  return [...changelog.matchAll(/^## \[?(\d+\.\d+\.\d+)\]? [-–(\s]*\d{4}-\d{2}-\d{2}/gmu)].flatMap(([, version]) =>
    version === undefined ? [] : [version],
  );
}

/**
 * Whether the report comes from a released version of this tool. A version with a pre-release tag is unreleased; so is
 * one that the changelog does not list with a date, also a later one than the tool that verifies.
 */
export function verifyRelease(
  { tool }: Report,
  own: { readonly name: string; readonly released: readonly string[] },
): readonly Refusal[] {
  if (tool.name !== own.name) return [{ reason: 'unreleased', detail: `The report is not one of ${own.name}.` }];
  if (own.released.includes(tool.version)) return [];
  return [
    {
      reason: 'unreleased',
      detail: `${JSON.stringify(tool.version.slice(0, 40))} is no released version that this changelog knows (${own.released.join(', ') || 'none'}).`,
    },
  ];
}
