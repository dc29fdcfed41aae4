import { clean } from '../../core/report/clean.js';
import type { Run } from './matrix.js';
import type { RunInput } from '../../core/model/run-input.js';
import { makeSlugs, slugOf } from './slug.js';
import { originals, type View } from './view.js';

const STALE_AFTER_MS = 30 * 24 * 60 * 60 * 1000;

/** A run as the site shows it. Everything a stranger wrote is cleaned here, once. */
export function makeRun(input: RunInput, now: Date, slug: (text: string, longest?: number) => string): Run {
  const report = clean(input.report);
  const about = clean(input.about);
  const started = Date.parse(report.run.startedAt);
  const dated = !Number.isNaN(started);
  const date = dated ? new Date(started).toISOString().slice(0, 10) : 'undated';
  const name = about?.name ?? hostOf(report.target.baseUrl);
  const version = about?.version ?? null;
  const files = makeSlugs();
  const ids = new Set(
    [...report.results, ...report.notRun, ...report.omitted, ...(report.skipped ?? [])].map(({ case: id }) => id),
  );
  const key = (entry: { readonly spec: string; readonly case: string }): string => `${entry.spec} ${entry.case}`;
  return {
    id: slug(
      [slugOf(name, 24), ...(version === null ? [] : [slugOf(version, 16)]), date.replaceAll('-', '')].join('-'),
    ),
    name,
    version,
    model: report.target.model,
    url: about?.url !== undefined && about.url !== null && isWebAddress(about.url) ? about.url : null,
    report,
    date,
    stale: !dated || now.getTime() - started > STALE_AFTER_MS,
    ...viewsOf({ report, about }),
    results: new Map(report.results.map((result) => [key(result), result])),
    omitted: new Set([...report.omitted, ...(report.skipped ?? [])].map(key)),
    notRun: new Set(report.notRun.map(key)),
    files: new Map([...ids].sort().map((id) => [id, `${files(id, 80)}.html`])),
  };
}

/** An address that a page may link to. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\/[^\s"'<>\\]+$/u.test(url);
}

/**
 * The own documents of a target are those that `target.json` names, else the first spec of the run that is not that of an
 * original.
 */
function viewsOf({ report, about }: Pick<RunInput, 'report' | 'about'>): Pick<Run, 'original' | 'views'> {
  const judged = report.specs.map(({ id }) => id);
  const judgedOriginal = originals.find(({ spec }) => judged.includes(spec));
  const [first] = originals;
  if (first === undefined) throw new Error('No dialect is registered');
  const own = about === null ? judged.find((id) => !originals.some(({ spec }) => spec === id)) : about.spec;
  const views: Readonly<Record<View, string | null>> = {
    own: own !== undefined && own !== null && judged.includes(own) ? own : null,
    dropIn: judgedOriginal?.spec ?? null,
  };
  return { original: judgedOriginal ?? first, views };
}

function hostOf(url: string): string {
  return /^[a-z]+:\/\/([^/?#]+)/u.exec(url)?.[1]?.replace(/^.*@/u, '') ?? 'unnamed target';
}
