import { clean } from '../../core/report/clean.js';
import type { Run } from './matrix.js';
import type { RunInput } from '../../core/model/run-input.js';
import { makeSlugs, slugOf } from './slug.js';
import { ownSpec } from './view.js';

const STALE_AFTER_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * A run as the site shows it. Every text of a server or a submitter is cleaned here, once. Its name is the one in
 * `target.json`, else that of `--name`, else that of its folder.
 */
export function makeRun(input: RunInput, now: Date, slug: (text: string, longest?: number) => string): Run {
  const report = clean(input.report);
  const about = clean(input.about);
  const started = Date.parse(report.run.startedAt);
  const dated = !Number.isNaN(started);
  const date = dated ? new Date(started).toISOString().slice(0, 10) : 'undated';
  const name = about?.name ?? report.target.name ?? (clean(input.folder) || hostOf(report.target.baseUrl));
  const version = about?.version ?? null;
  const url = about?.url ?? null;
  const files = makeSlugs();
  const left = [...report.omitted, ...(report.skipped ?? [])];
  const ids = new Set([...report.results, ...report.notRun, ...left].map(({ case: id }) => id));
  const key = (entry: { readonly spec: string; readonly case: string }): string => `${entry.spec} ${entry.case}`;
  return {
    id: slug(
      [slugOf(name, 24), ...(version === null ? [] : [slugOf(version, 16)]), date.replaceAll('-', '')].join('-'),
    ),
    name,
    version,
    model: report.target.model,
    baseUrl: report.target.baseUrl,
    url: url !== null && isWebAddress(url) ? url : null,
    report,
    date,
    stale: !dated || now.getTime() - started > STALE_AFTER_MS,
    own: ownSpec(report, about?.spec),
    results: new Map(report.results.map((result) => [key(result), result])),
    omitted: new Set(left.map(key)),
    notRun: new Set(report.notRun.map(key)),
    files: new Map([...ids].sort().map((id) => [id, `${files(id, 80)}.html`])),
  };
}

/** An address that a page may link to. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\/[^\s"'<>\\]+$/u.test(url);
}

function hostOf(url: string): string {
  return /^[a-z]+:\/\/([^/?#]+)/u.exec(url)?.[1]?.replace(/^.*@/u, '') ?? 'unnamed target';
}
