import { loadBaseline, type OwnNames } from '../../io/files/load-baseline.js';
import { listEntries } from './lines.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';

/** Runs `conformance baseline lint`: checks the file and lists the entries that need attention. */
export async function lintBaseline(file: string, now: Date, own: OwnNames): Promise<ExitStatus> {
  const read = await loadBaseline(file, own);
  if (!read.ok) {
    printErrors(read.errors);
    return EXIT.couldNotRun;
  }
  const { entries } = read.value.baseline;
  const today = now.toISOString().slice(0, 10);
  process.stdout.write(
    `${file}: ${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}, all valid.\n` +
      listEntries(
        file,
        entries.filter(({ expires }) => expires !== null && expires < today),
        'Expired (they no longer count):',
      ) +
      listEntries(
        file,
        entries.filter(({ reason }) => reason.trim() === ''),
        'Without a reason:',
      ),
  );
  return EXIT.conforms;
}
