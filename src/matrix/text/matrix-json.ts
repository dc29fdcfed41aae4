import { caseCell, countCases } from '../model/cells.js';
import type { Matrix, Run } from '../model/matrix.js';
import { originals, type View } from '../model/view.js';
import { address } from '../view/address.js';

/** The matrix as data, by `schemas/matrix.schema.json`. */
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
      baseUrl: run.report.target.baseUrl,
      startedAt: run.report.run.startedAt,
      stale: run.stale,
      complete: run.report.run.complete,
      tool: run.report.tool,
      specs: run.report.specs,
      page: address.run(run),
      views: {
        own: viewOf(matrix, run, 'own'),
        ...Object.fromEntries(
          originals.map(({ spec }) => [spec, spec === run.original.spec ? viewOf(matrix, run, 'dropIn') : null]),
        ),
      },
    })),
    divergences: matrix.divergences.map(({ id, spec, divergence, place, seen }) => ({
      id,
      spec,
      check: divergence.check,
      claim: divergence.claim,
      level: divergence.level,
      kind: divergence.kind,
      place,
      source: divergence.source,
      page: address.divergence({ id }),
      seen: seen.map(({ run, cases, occurrences }) => ({
        run: position.get(run) ?? 0,
        cases: cases.length,
        occurrences,
      })),
    })),
  };
  return `${JSON.stringify(data)}\n`;
}

function viewOf(matrix: Matrix, run: Run, view: View): unknown {
  const spec = run.views[view];
  if (spec === null) return null;
  const rows = matrix.suites.flatMap(({ cases }) => cases);
  return {
    spec,
    totals: countCases(run, spec, rows),
    /** In the order of the cases of `suites`. */
    cells: rows.map(({ id }) => {
      const { state, count, of } = caseCell(run, spec, id);
      return [state, count, of];
    }),
  };
}
