import { existsSync } from 'node:fs';
import { writeEntry, newEntries } from '../../core/report/edit-baseline.js';
import { readBaseline } from '../../io/files/load-baseline.js';
import { readRun } from '../../io/record/read-run.js';
import { SHARED, writeFileWhole } from '../../io/files/write-file.js';
import { FEW, listEntries, namesIn } from './lines.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';

const HEAD = `# yaml-language-server: $schema=./node_modules/llm-conformance/schemas/baseline.schema.json
# Known divergences. They do not fail a run and stay in every report. New divergences fail, and so do stale entries.
# Give a reason for each. Optional: issue: and expires: (the last day on which the entry counts).
`;

/** Runs `conformance baseline init`: writes the divergences of a run to a new file. Returns the exit status. */
export async function initBaseline(dir: string, file: string): Promise<ExitStatus> {
  if (existsSync(file)) {
    const suggestion = `To add entries, run conformance baseline update ${dir} --baseline ${file}.`;
    printErrors([{ file, line: null, column: null, reason: 'The file already exists.', suggestion }]);
    return EXIT.couldNotRun;
  }
  const run = await readRun(dir);
  if (!run.ok) {
    printErrors(run.errors);
    return EXIT.couldNotRun;
  }
  const entries = newEntries(run.value.report, []).add;
  const text = HEAD + (entries.length === 0 ? '[]\n' : entries.map(writeEntry).join(''));
  // Parse the text before writing it, as the next run will.
  const read = await readBaseline(text, file, { ran: namesIn(run.value.report) });
  if (!read.ok) {
    printErrors(read.errors);
    return EXIT.couldNotRun;
  }
  const wrote = await writeFileWhole(file, text, SHARED);
  if (!wrote.ok) {
    printErrors(wrote.errors);
    return EXIT.couldNotRun;
  }
  const { entries: written } = read.value.baseline;
  process.stdout.write(`${file}: ${written.length} ${written.length === 1 ? 'entry' : 'entries'}.\n`);
  process.stdout.write(listEntries(file, written, 'Without a reason:', FEW));
  return EXIT.conforms;
}
