import { importSpec } from '../../import/import-spec.js';
import { isFolderName } from '../../core/spec/pick-specs.js';
import { escapeUnseen } from '../../core/wire/quote.js';
import { withCommandName } from '../shared/command-name.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';

/** The flags of `conformance spec import`. */
export interface ImportFlags {
  readonly operation: string;
  readonly id: string;
  readonly chunk?: string;
  readonly error?: string;
  readonly url?: string;
  readonly out?: string;
}

/** Runs `conformance spec import`: writes a draft and prints what a person should look at. Returns the exit status. */
export async function importCommand(file: string, flags: ImportFlags, now: Date): Promise<ExitStatus> {
  const { id, operation, chunk, error, url = null, out = id } = flags;
  const made = await importSpec({ file, id, operation, named: { chunk, error }, url, out, now });
  if (!made.ok) {
    printErrors(made.errors);
    return EXIT.couldNotRun;
  }
  const { claims, files, notes, quarantined } = made.value;
  const lines = [
    `${out}: ${claims.length} claims, ${[...files.keys()].join(', ')}.`,
    ...new Set(notes.map(({ at, text }) => `${at}: ${text}`)),
    ...(quarantined.length === 0 ? [] : [`Quarantined (a plain reply breaks them): ${quarantined.join(', ')}`]),
    withCommandName(`Next: conformance spec check ${isFolderName(out) ? out : `./${out}`}`),
  ];
  process.stdout.write(`${lines.map(escapeUnseen).join('\n')}\n`);
  return EXIT.conforms;
}
