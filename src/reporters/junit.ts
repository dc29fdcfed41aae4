import { defined } from '../core/model/defined.js';
import type { Divergence } from '../core/model/divergence.js';
import type { Report } from '../core/model/report.js';
import type { CaseResult } from '../core/model/case-result.js';
import { describeBaseline } from '../core/report/describe-baseline.js';
import { describeShortfall, failsRun, type Gate } from '../core/report/judge-run.js';
import { divergenceText } from './words.js';
import type { ReporterOptions } from './reporter.js';
import { writeXml, type XmlElement } from './write-xml.js';
import { describeOmission } from '../core/report/phrases.js';

/** The content of a `<testcase>`: a failure, an error, the reason why it is skipped, or nothing. */
interface Entry {
  readonly name: string;
  /** Seconds; absent if nothing was sent. */
  readonly time?: number;
  readonly failure?: { readonly message: string; readonly type: string; readonly text: string };
  readonly error?: { readonly message: string };
  readonly skipped?: { readonly message: string; readonly text: string };
}

/**
 * `junit.xml`, as continuous integration reads it: one suite per suite and spec, and one for the baseline if it has a
 * stale entry. A failure is what fails the run. Known divergences and inconclusive, omitted and unsent cases are skipped,
 * each with its reason: the schema has no better word for them. A run that stopped early or has too little evidence has
 * one error.
 */
export function junitReport(report: Report, { gate }: ReporterOptions): string {
  const suites = suitesOf(report, gate);
  const all = suites.flatMap(([, entries]) => entries);
  return writeXml({
    name: 'testsuites',
    attributes: {
      name: `${report.tool.name} ${report.target.baseUrl}`,
      ...countsOf(all),
      time: (report.run.durationMs / 1000).toFixed(3),
    },
    content: suites.map(([name, entries]) => ({
      name: 'testsuite',
      attributes: { name, ...countsOf(entries), timestamp: report.run.startedAt },
      content: entries.map((entry) => toElement(name, entry)),
    })),
  });
}

function toElement(classname: string, { name, time, failure, error, skipped }: Entry): XmlElement {
  const inner: XmlElement[] = [];
  if (failure !== undefined) {
    const { message, type, text } = failure;
    inner.push({ name: 'failure', attributes: { message, type }, content: text });
  }
  if (error !== undefined) inner.push({ name: 'error', attributes: { ...error, type: 'not enough' }, content: '' });
  if (skipped !== undefined)
    inner.push({ name: 'skipped', attributes: { message: skipped.message }, content: skipped.text });
  return {
    name: 'testcase',
    attributes: { name, classname, ...defined({ time: time?.toFixed(3) }) },
    content: inner,
  };
}

function suitesOf(report: Report, gate: Gate): readonly (readonly [name: string, entries: readonly Entry[]])[] {
  const suites = new Map<string, Entry[]>();
  const add = (
    { case: id, spec }: { readonly case: string; readonly spec: string },
    entry: Omit<Entry, 'name'>,
  ): void => {
    const name = `${spec}.${id.split('/', 1)[0] ?? id}`;
    suites.set(name, [...(suites.get(name) ?? []), { name: id, ...entry }]);
  };
  const isFailing = failsRun(report, gate);
  for (const result of report.results) add(result, { ...entryOf(result, report, isFailing), ...timeOf(result) });
  for (const planned of report.notRun) add(planned, skip('not run'));
  for (const omission of report.skipped ?? []) add(omission, skip(describeOmission(omission)));
  for (const omission of report.omitted) add(omission, skip(`omitted: ${describeOmission(omission)}`));
  const stale = (describeBaseline(report)?.lines ?? [])
    .filter(({ fails }) => fails)
    .map(({ says, entry }) => {
      const name = `${report.baseline?.file ?? ''}:${entry.lines.first}`;
      return { name, failure: { message: says, type: 'stale', text: says } };
    });
  const shortfall = describeShortfall(report, gate);
  const evidence = shortfall === null ? [] : [{ name: 'has enough evidence', error: { message: shortfall } }];
  return [...suites, ...Object.entries({ baseline: stale, run: evidence }).filter(([, entries]) => entries.length > 0)];
}

function entryOf(
  { divergences, inconclusive }: CaseResult,
  report: Report,
  fails: (divergence: Divergence) => boolean,
): Omit<Entry, 'name'> {
  const failing = divergences.filter(fails).toSorted(byLevel);
  const [first] = failing;
  if (first !== undefined) {
    const titles = [...new Set(failing.map((divergence) => headlineOf(divergence, report)))];
    const more = titles.length > 1 ? ` (and ${titles.length - 1} more)` : '';
    const text = failing.map(divergenceText).join('\n\n');
    return { failure: { message: `${titles[0]}${more}`, type: first.kind, text } };
  }
  if (inconclusive !== null) return skip(`inconclusive, ${inconclusive.reason}: ${inconclusive.detail}`);
  const tolerated = divergences.filter(({ level }) => level !== 'note').toSorted(byLevel);
  if (tolerated.length === 0) return {};
  return skip('diverges, which does not fail the run', tolerated.map(divergenceText).join('\n\n'));
}

/** The number and title of the finding that a divergence belongs to. */
function headlineOf({ finding: id, sentence }: Divergence, { findings }: Report): string {
  const n = findings.findIndex((finding) => finding.id === id);
  return n === -1 ? sentence : `finding ${n + 1}: ${findings[n]?.title ?? sentence}`;
}

function timeOf({ durationMs }: CaseResult): Pick<Entry, 'time'> {
  return defined({ time: durationMs === undefined ? undefined : durationMs / 1000 });
}

function byLevel(a: Divergence, b: Divergence): number {
  return Number(b.level === 'must') - Number(a.level === 'must');
}

function skip(message: string, text = ''): Omit<Entry, 'name'> {
  return { skipped: { message, text } };
}

function countsOf(entries: readonly Entry[]) {
  return {
    tests: entries.length,
    failures: entries.filter(({ failure }) => failure !== undefined).length,
    errors: entries.filter(({ error }) => error !== undefined).length,
    skipped: entries.filter(({ skipped }) => skipped !== undefined).length,
  };
}
