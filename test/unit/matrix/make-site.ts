import type { RunEvent } from '../../../src/core/model/event.js';
import { type ClientData, describeData } from '../../../src/core/clients/impact.js';
import { makeReport } from '../../../src/core/report/make-report.js';
import { makeMatrix } from '../../../src/matrix/model/make-matrix.js';
import { summarizeRun } from '../../../src/matrix/model/make-run.js';
import { makeShare } from '../../../src/matrix/model/share.js';
import type { Matrix } from '../../../src/matrix/model/matrix.js';
import type { RunInput, TargetAbout } from '../../../src/core/model/run-input.js';
import { type RunDetails, runPages } from '../../../src/matrix/run-pages.js';
import { sitePages, type SiteFile } from '../../../src/matrix/site-pages.js';

/** One run of a test's site. */
export interface SiteRun {
  readonly events: readonly RunEvent[];
  readonly about?: TargetAbout;
  /** The name of its folder; `run` if absent. */
  readonly folder?: string;
  /** False for a run that has only a report and no record. */
  readonly evidence?: boolean;
}

/** The moment at which the sites of tests are built. */
export const NOW = new Date('2026-11-21T00:00:00Z');

const SUITES = new Map([
  ['basic', 'Basic requests'],
  ['streaming', 'Streams'],
  ['tools', 'Tool calls'],
]);

/** A `target.json` for tests. */
export function about(name: string, more: Partial<TargetAbout> = {}): TargetAbout {
  return { name, version: '1.0', url: null, spec: 'acme', ...more };
}

/** A matrix of runs, with every file of its site. */
export function matrixOf(
  runs: readonly SiteRun[],
  clients: ClientData | null = null,
): {
  readonly matrix: Matrix;
  readonly files: ReadonlyMap<string, string>;
} {
  const inputs = runs.map((run): RunInput & RunDetails => {
    const report = makeReport(run.events, clients);
    if (report === null) throw new Error('These events are no run');
    const cases = run.events.flatMap((event) => (event.type === 'plan' ? event.cases : []));
    return {
      report,
      folder: run.folder ?? 'run',
      cases: run.evidence === false ? [] : cases,
      about: run.about ?? null,
      events: run.evidence === false ? null : run.events,
    };
  });
  const share = makeShare();
  const matrix = makeMatrix({
    title: 'Conformance',
    runs: inputs.map((input) => summarizeRun(input, NOW, share)),
    specs: [],
    clients: clients === null ? undefined : describeData(clients),
    suites: SUITES,
    now: NOW,
    tool: { name: 'llm-conformance', version: '0.1.0' },
  });
  const pages = matrix.runs.flatMap((run): readonly SiteFile[] => {
    const details = inputs[run.input];
    return details === undefined ? [] : [...runPages(matrix, run, details)];
  });
  return { matrix, files: new Map([...sitePages(matrix), ...pages]) };
}
