import { defined } from '../../core/model/defined.js';
import type { CaseResult } from '../../core/model/case-result.js';
import type { Divergence } from '../../core/model/divergence.js';
import type { Finding } from '../../core/model/finding.js';
import type { RunInput } from '../../core/model/run-input.js';
import { specDialects } from '../../core/clients/impact.js';
import { clean, cleanText } from '../../core/report/clean.js';
import { resultKey, shortHash } from '../../core/report/divergence-key.js';
import { generalPlace } from '../../core/wire/place.js';
import { cellOf } from './cells.js';
import type { Run, SeenDivergence, SeenFinding } from './matrix.js';
import type { Share } from './share.js';
import { makeSlugs } from './slug.js';
import { ownSpec } from './view.js';

const STALE_AFTER_MS = 30 * 24 * 60 * 60 * 1000;

/** A run without its name in addresses, which depends on the other runs. */
export type RunSummary = Omit<Run, 'id' | 'input'>;

/**
 * A run as the site shows it. Every text of a server or a submitter is cleaned here, once. Its name is the one in
 * `target.json`, else that of `--name`, else that of its folder. Nothing of the input is kept but what the pages about
 * several runs need.
 * @param share the same for all runs of a site
 */
export function summarizeRun(input: RunInput, now: Date, share: Share): RunSummary {
  const report = clean(input.report);
  const about = clean(input.about);
  const started = Date.parse(report.run.startedAt);
  const dated = !Number.isNaN(started);
  const url = about?.url ?? null;
  const left = [...report.omitted, ...(report.skipped ?? [])];
  const { baseUrl, model } = report.target;
  return {
    name: share(about?.name ?? report.target.name ?? (clean(input.folder) || hostOf(baseUrl))),
    version: about?.version ?? null,
    model,
    baseUrl,
    url: url !== null && isWebAddress(url) ? url : null,
    tool: share(report.tool),
    specs: share(report.specs),
    startedAt: report.run.startedAt,
    complete: report.run.complete,
    date: dated ? new Date(started).toISOString().slice(0, 10) : 'undated',
    stale: !dated || now.getTime() - started > STALE_AFTER_MS,
    own: ownSpec(report, about?.spec),
    cases: input.cases.map(({ id, title, needs }) => share({ id: cleanText(id), title: cleanText(title), needs })),
    dialects: specDialects(input.cases),
    cells: new Map(report.results.map((result) => [share(resultKey(result)), share(cellOf(result))])),
    omitted: new Set(left.map((each) => share(resultKey(each)))),
    notRun: new Set(report.notRun.map((each) => share(resultKey(each)))),
    claims: report.claims.map(({ id, spec, status }) => share({ id, spec, status })),
    parameters: (report.parameters ?? []).map(share),
    findings: summarizeFindings(report.findings, share),
    divergences: summarizeDivergences(report.results, share),
    files: filesOf(
      [...report.results, ...report.notRun, ...left].map(({ case: id }) => id),
      share,
    ),
  };
}

/** An address that a page may link to. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\/[^\s"'<>\\]+$/u.test(url);
}

function filesOf(cases: readonly string[], share: Share): ReadonlyMap<string, string> {
  const file = makeSlugs();
  return new Map([...new Set(cases)].sort().map((id) => [share(id), share(`${file(id, 80)}.html`)]));
}

function summarizeFindings(findings: readonly Finding[], share: Share): ReadonlyMap<string, SeenFinding> {
  const seen = new Map<string, SeenFinding>();
  for (const each of findings) {
    const key = `${each.spec} ${each.id}`;
    if (seen.has(key)) continue;
    seen.set(share(key), {
      id: share(each.id),
      spec: share(each.spec),
      level: each.level,
      title: share(each.title),
      check: share(each.check),
      kind: each.kind,
      at: share(each.at),
      claims: share(each.claims),
      cases: share(each.cases),
      occurrences: each.occurrences,
      sentence: share(each.sentence),
      expected: share(each.expected),
      source: share(each.source),
      look: shortHash(lookOf(each)),
      ...defined({ impact: each.impact === undefined ? undefined : share(each.impact) }),
    });
  }
  return seen;
}

/** Numbers and long texts vary from run to run: they do not make a finding look different. */
function lookOf({ expected, actual, cases }: Finding): string {
  const value = actual.replaceAll(/"[^"]{16,}"/gu, '"…"').replaceAll(/\d+/gu, '#');
  return `${expected} ≠ ${value}\n${cases.toSorted().join(' ')}`;
}

function summarizeDivergences(results: readonly CaseResult[], share: Share): readonly SeenDivergence[] {
  const groups = new Map<string, { first: readonly [string, Divergence]; cases: Set<string>; occurrences: number }>();
  for (const { spec, case: id, divergences } of results) {
    for (const divergence of divergences) {
      const { check, claim, level, kind, at } = divergence;
      const key = [spec, check, claim, level, kind, generalPlace(at)].join(' ');
      const group = groups.get(key) ?? { first: [spec, divergence], cases: new Set(), occurrences: 0 };
      groups.set(key, group);
      group.cases.add(id);
      group.occurrences += divergence.occurrences;
    }
  }
  return [...groups].map(
    ([
      key,
      {
        first: [spec, divergence],
        cases,
        occurrences,
      },
    ]) => {
      const { check, claim, level, kind, at, source, finding } = divergence;
      return share({
        key,
        spec,
        divergence: { check, claim, level, kind, at, source, ...defined({ finding }) },
        cases: cases.size,
        occurrences,
      });
    },
  );
}

function hostOf(url: string): string {
  return /^[a-z]+:\/\/([^/?#]+)/u.exec(url)?.[1]?.replace(/^.*@/u, '') ?? 'unnamed target';
}
