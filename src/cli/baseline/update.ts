import type { BaselineEntry } from '../../core/model/baseline.js';
import type { Report } from '../../core/model/report.js';
import { compareBaseline } from '../../core/report/compare-baseline.js';
import { editBaseline, newEntries } from '../../core/report/edit-baseline.js';
import { loadBaseline, readBaseline } from '../../io/files/load-baseline.js';
import { readRun } from '../../io/record/read-run.js';
import { SHARED, writeFileWhole } from '../../io/files/write-file.js';
import { FEW, listEntries, namesIn } from './lines.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';

/** Runs `conformance baseline update`: adds the new divergences of a run and, with `prune`, deletes stale entries. */
export async function updateBaseline(dir: string, file: string, prune: boolean): Promise<ExitStatus> {
  const run = await readRun(dir);
  if (!run.ok) {
    printErrors(run.errors);
    return EXIT.couldNotRun;
  }
  const { report } = run.value;
  const ran = namesIn(report);
  const before = await loadBaseline(file, { ran });
  if (!before.ok) {
    printErrors(before.errors);
    return EXIT.couldNotRun;
  }
  const { entries } = before.value.baseline;
  const stale = findStale(report, entries);
  const edit = newEntries(report, entries);
  const { add } = edit;
  const remove = [...new Set([...edit.remove, ...(prune ? stale : [])])];
  const text = editBaseline(before.value.text, entries, { add, remove });
  if (text === null) {
    const reason = 'The entries are not on separate lines, so the file cannot be edited safely.';
    printErrors([
      {
        file,
        line: null,
        column: null,
        reason,
        suggestion: 'Write each entry as a list item that starts with a dash.',
      },
    ]);
    return EXIT.couldNotRun;
  }
  // Parse the text before writing it, as the next run will.
  const after = await readBaseline(text, file, { ran });
  const written = after.ok ? await writeFileWhole(file, text, SHARED) : after;
  if (!after.ok || !written.ok) {
    printErrors(written.ok ? [] : written.errors);
    return EXIT.couldNotRun;
  }
  const left = after.value.baseline.entries;
  process.stdout.write(
    `${file}: ${add.length} added, ${remove.length} deleted, ${left.length} ${left.length === 1 ? 'entry' : 'entries'} now.\n` +
      listEntries(file, remove, 'Deleted (line numbers before the update):') +
      (prune ? '' : listEntries(file, findStale(report, left), 'Stale (delete them with --prune):')) +
      listEntries(
        file,
        left.filter(({ reason }) => reason.trim() === ''),
        'Without a reason:',
        FEW,
      ),
  );
  return EXIT.conforms;
}

/** The entries that are stale in a run, including entries that have expired since. */
function findStale(report: Report, entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const lasting = entries.map((entry) => ({ ...entry, expires: null }));
  const { state } = compareBaseline(report.results.map(unmark), { file: '', entries: lasting }, report.run.startedAt);
  const lines = new Set(state?.stale.map((entry) => entry.lines.first));
  return entries.filter((entry) => lines.has(entry.lines.first));
}

/** A result without the marks that the baseline of its run set. */
function unmark(result: Report['results'][number]): Report['results'][number] {
  return { ...result, divergences: result.divergences.map(({ baseline: _known, ...divergence }) => divergence) };
}
