import { existsSync } from 'node:fs';
import { writeEntry } from '../../core/report/write-entry.js';
import { readBaseline } from '../../io/files/load-baseline.js';
import { readRun } from '../../io/record/read-run.js';
import { writeFileWhole } from '../../io/files/write-file.js';
import { FEW, listEntries } from './lines.js';
import { EXIT, type ExitStatus } from '../shared/exit-status.js';
import { newEntries } from '../../core/report/new-entries.js';
import { tellErrors } from '../shared/print-errors.js';

const HEAD = `# yaml-language-server: $schema=./node_modules/llm-conformance/schemas/baseline.schema.json
# Divergences that are known. They fail no run and stay in every report; a new one fails, and so does an entry that no
# longer occurs. Say in each reason why it is accepted for now; issue: and expires: (the last day) may stand beside it.
`;

/** Runs `conformance baseline init`: what diverged in a run becomes a file. Answers the exit status. */
export async function initBaseline(dir: string, file: string): Promise<ExitStatus> {
  if (existsSync(file)) {
    const suggestion = `To add to it, use conformance baseline update ${dir} --baseline ${file}.`;
    tellErrors([{ file, line: null, column: null, reason: 'The file is there already.', suggestion }]);
    return EXIT.couldNotRun;
  }
  const run = await readRun(dir);
  if ('reason' in run) {
    tellErrors([run]);
    return EXIT.couldNotRun;
  }
  const entries = newEntries(run.report, []);
  const text = HEAD + (entries.length === 0 ? '[]\n' : entries.map(writeEntry).join(''));
  // What is written is read as a run would, so that no file is left that the next run refuses.
  const read = await readBaseline(text, file);
  if ('errors' in read) {
    tellErrors(read.errors);
    return EXIT.couldNotRun;
  }
  const failed = await writeFileWhole(file, text);
  if (failed !== null) {
    tellErrors([failed]);
    return EXIT.couldNotRun;
  }
  const { entries: written } = read.baseline;
  process.stdout.write(`${file}: ${written.length} ${written.length === 1 ? 'entry' : 'entries'}.\n`);
  process.stdout.write(listEntries(file, written, 'These give no reason yet:', FEW));
  return EXIT.conforms;
}
