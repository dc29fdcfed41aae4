import { defined } from '../../core/model/defined.js';
import { updateSpec, type UpdatedClaim } from '../../import/update-spec.js';
import { count } from '../../core/wire/quote.js';
import { printRows, type Row } from '../list/tabulate.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';

/** The flags of `conformance spec update`. */
export interface UpdateFlags {
  readonly from: string;
  readonly url?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** Runs `conformance spec update`: takes over a later document and prints what changed. Returns the exit status. */
export async function updateCommand(folder: string, flags: UpdateFlags, now: Date): Promise<ExitStatus> {
  const { from: file, url = null, dryRun = false } = flags;
  const updated = await updateSpec({ folder, file, url, dryRun, now });
  if (!updated.ok) {
    printErrors(updated.errors);
    return EXIT.couldNotRun;
  }
  const { changes, before } = updated.value;
  if (changes.length > 0 || flags.json === true)
    printRows(
      changes.map(({ change, at, what, outcome }): Row => ({
        change,
        at,
        what,
        ...defined({ outcome: dryRun ? undefined : outcome }),
      })),
      flags.json === true,
    );
  if (flags.json !== true) process.stdout.write(`${summarize(changes, before, dryRun)}\n`);
  return changes.length > 0 ? EXIT.diverges : EXIT.conforms;
}

function summarize(changes: readonly UpdatedClaim[], before: string, dryRun: boolean): string {
  const since = before === '' ? '' : ` since ${before}`;
  if (changes.length === 0) return `Documents unchanged${since}.`;
  const counts = (['added', 'removed', 'changed'] as const).map(
    (kind) => `${changes.filter(({ change }) => change === kind).length} ${kind}`,
  );
  const kept = changes.filter(({ outcome }) => outcome === 'kept').length;
  const edited = kept === 0 || dryRun ? '' : ` Kept as edited: ${count(kept, 'claim')}; compare them by hand.`;
  return `Documents changed${since}: ${counts.join(', ')}.${edited}`;
}
