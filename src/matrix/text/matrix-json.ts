import type { Divergence } from '../../core/model/divergence.js';
import { generalPlace } from '../../core/wire/place.js';
import { caseCell, countCases } from '../model/cells.js';
import type { Matrix, Run } from '../model/matrix.js';
import { shareDivergences } from '../model/share-divergences.js';
import { specOf, type View } from '../model/view.js';
import { address } from '../view/address.js';

/** The matrix as data, see `schemas/matrix.schema.json`. */
export function matrixJson(matrix: Matrix): string {
  const target = new Map(matrix.targets.flatMap(({ id, runs }) => runs.map((run) => [run, id] as const)));
  const position = new Map(matrix.runs.map((run, i) => [run, i]));
  const data = {
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
    runs: matrix.runs.map((run) => ({
      id: run.id,
      target: target.get(run) ?? run.id,
      name: run.name,
      version: run.version,
      model: run.model,
      baseUrl: run.baseUrl,
      startedAt: run.report.run.startedAt,
      stale: run.stale,
      complete: run.report.run.complete,
      tool: run.report.tool,
      specs: run.report.specs,
      page: address.run(run),
      views: Object.fromEntries(matrix.views.map((view) => [view.id, cellsOf(matrix, run, view)])),
    })),
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
  return `${JSON.stringify(data)}\n`;
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
function pageOf({ findings }: Matrix, spec: string, divergence: Divergence): string {
  const shared = findings.find(({ finding }) => finding.id === divergence.finding && finding.spec === spec);
  return shared === undefined ? address.findings : address.finding(shared);
}
