import { join } from 'node:path';
import type { InputError } from '../../core/model/result.js';
import { mergeParts, type PartInput } from '../../core/report/merge.js';
import { loadBaseline } from '../../io/files/load-baseline.js';
import { readEvents } from '../../io/record/read-events.js';
import { RESULTS_FILE } from '../../io/record/record.js';
import { withBaseline } from '../../run/with-baseline.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';
import { checkClients } from '../shared/client-flags.js';
import { recordEvents } from '../shared/record-events.js';
import type { ReportFlags } from '../run/report-options.js';
import { parseReporters } from '../shared/reporter-flags.js';

/** The flags of `conformance merge`. */
export type MergeFlags = Omit<ReportFlags, 'spec'> & { readonly baseline?: string };

/** Runs `conformance merge`: reads the parts, joins them, reports. Returns the exit status. */
export async function mergeCommand(folders: readonly string[], flags: MergeFlags): Promise<ExitStatus> {
  const reporters = parseReporters(flags.reporter ?? ['terminal']);
  if (!reporters.ok) return failWith(reporters.errors);
  const unknownClients = checkClients(flags.client);
  if (unknownClients.length > 0) return failWith(unknownClients);
  const parts: PartInput[] = [];
  for (const folder of folders) {
    const read = await readEvents(join(folder, RESULTS_FILE));
    if (!read.ok) return failWith(read.errors);
    parts.push({ file: folder, events: read.value.events });
  }
  const baseline = flags.baseline === undefined ? null : await loadBaseline(flags.baseline, { ran: namesOf(parts) });
  if (baseline?.ok === false) return failWith(baseline.errors);
  const merged = mergeParts(parts);
  if (!merged.ok) return failWith(merged.errors);
  const inputs = folders.map((folder) => join(folder, RESULTS_FILE));
  return recordEvents(withBaseline(merged.value, baseline?.value.baseline ?? null), flags, reporters.value, {
    inputs: flags.baseline === undefined ? inputs : [...inputs, flags.baseline],
  });
}

/** The specs and cases of the parts, which may be a user's own. */
function namesOf(parts: readonly PartInput[]): {
  readonly specs: readonly string[];
  readonly cases: readonly string[];
} {
  const events = parts.flatMap((part) => part.events);
  return {
    specs: events.flatMap((event) => (event.type === 'run' ? event.specs.map(({ id }) => id) : [])),
    cases: events.flatMap((event) =>
      event.type === 'plan' ? [...event.cases.map(({ id }) => id), ...event.omitted.map((each) => each.case)] : [],
    ),
  };
}

function failWith(errors: readonly InputError[]): ExitStatus {
  printErrors(errors);
  return EXIT.couldNotRun;
}
