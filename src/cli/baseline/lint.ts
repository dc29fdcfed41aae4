import { loadBaseline } from '../../io/files/load-baseline.js';
import { listEntries } from './lines.js';
import { EXIT, type ExitStatus } from '../shared/exit-status.js';
import { tellErrors } from '../shared/print-errors.js';

/** Runs `conformance baseline lint`: whether a run would take the file, and what in it wants attention. */
export async function lintBaseline(file: string, now: Date): Promise<ExitStatus> {
  const read = await loadBaseline(file);
  if ('errors' in read) {
    tellErrors(read.errors);
    return EXIT.couldNotRun;
  }
  const { entries } = read.baseline;
  const today = now.toISOString().slice(0, 10);
  process.stdout.write(
    `${file}: ${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}, each of which names something known.\n` +
      listEntries(
        file,
        entries.filter(({ expires }) => expires !== null && expires < today),
        'These have expired, and count as none:',
      ) +
      listEntries(
        file,
        entries.filter(({ reason }) => reason.trim() === ''),
        'These give no reason yet:',
      ),
  );
  return EXIT.conforms;
}
