import { generalPlace } from '../../core/wire/place.js';
import { caseCell, countCases } from '../model/cells.js';
import { shareDivergences } from '../model/share-divergences.js';
import { specOf } from '../model/view.js';
import type { Matrix, Run, SharedDivergence, View } from '../model/matrix.js';
import { address } from '../view/address.js';

/** The matrix as data, see `schemas/matrix.schema.json`. */
export function matrixJson(matrix: Matrix): string {
  const target = new Map(matrix.targets.flatMap(({ id, runs }) => runs.map((run) => [run, id] as const)));
  const position = new Map(matrix.runs.map((run, i) => [run, i]));
  const head = {
    schemaVersion: 1,
    title: matrix.title,
    builtAt: matrix.builtAt,
    tool: matrix.tool,
    suites: matrix.suites.map(({ id, title, optional, cases }) => ({
      id,
      title,
      optional,
      cases: cases.map((row) => ({ id: row.id, title: row.title })),
    })),
    columns: matrix.columns.map(({ id }) => id),
  };
  const tail = {
    findings: matrix.findings.map(({ slug, finding, seen }) => ({
      id: finding.id,
      spec: finding.spec,
      level: finding.level,
      title: finding.title,
      check: finding.check,
      kind: finding.kind,
      place: generalPlace(finding.at),
      claims: finding.claims,
      source: finding.source,
      page: address.finding({ slug }),
      seen: seen.map(({ run, finding: { cases, occurrences } }) => ({
        run: position.get(run) ?? 0,
        cases: cases.length,
        occurrences,
      })),
    })),
    divergences: shareDivergences(matrix.runs).map(({ id, spec, divergence, place, seen }) => ({
      id,
      spec,
      check: divergence.check,
      claim: divergence.claim,
      level: divergence.level,
      kind: divergence.kind,
      place,
      source: divergence.source,
      page: pageOf(matrix, spec, divergence),
      seen: seen.map(({ run, cases, occurrences }) => ({
        run: position.get(run) ?? 0,
        cases,
        occurrences,
      })),
    })),
  };
  // Each run is written by itself: together they have cells by the hundred thousand.
  const runs = matrix.runs.map((run) => JSON.stringify(describeRun(matrix, run, target.get(run) ?? run.id)));
  return `${JSON.stringify(head).slice(0, -1)},"runs":[${runs.join(',')}],${JSON.stringify(tail).slice(1)}\n`;
}

function describeRun(matrix: Matrix, run: Run, target: string): unknown {
  return {
    id: run.id,
    target,
    name: run.name,
    version: run.version,
    model: run.model,
    baseUrl: run.baseUrl,
    startedAt: run.startedAt,
    stale: run.stale,
    complete: run.complete,
    tool: run.tool,
    specs: run.specs,
    page: address.run(run),
    views: Object.fromEntries(matrix.views.map((view) => [view.id, cellsOf(matrix, run, view)])),
  };
}

function cellsOf(matrix: Matrix, run: Run, view: View): unknown {
  const spec = specOf(run, view);
  if (spec === null) return null;
  const rows = matrix.suites.flatMap(({ cases }) => cases);
  return {
    spec,
    totals: countCases(
      run,
      spec,
      rows.map(({ id }) => id),
    ),
    /** In the order of the cases of `suites`. */
    cells: rows.map(({ id }) => {
      const { state, count, of } = caseCell(run, spec, id);
      return [state, count, of];
    }),
  };
}

/** The page of the finding of a divergence. */
function pageOf({ findingByKey }: Matrix, spec: string, { finding }: SharedDivergence['divergence']): string {
  const shared = findingByKey.get(`${spec} ${finding}`);
  return shared === undefined ? address.findings : address.finding(shared);
}
