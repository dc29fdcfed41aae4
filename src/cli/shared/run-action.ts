import { RedactionError } from '../../core/redact/fail-closed.js';
import type { InputError } from '../../core/model/result.js';
import { escapeUnseen } from '../../core/wire/quote.js';
import { withCommandName } from './command-name.js';
import { wrapWords } from './wrap-words.js';

/** Runs the action of a command and sets the exit status. An internal error is printed with its stack. */
export async function runAction(action: () => Promise<ExitStatus>): Promise<void> {
  process.exitCode = await action().catch((error: unknown) => {
    if (error instanceof RedactionError) {
      process.stderr.write(`${error.message}.\n`);
      return EXIT.couldNotRun;
    }
    process.stderr.write(
      `Internal error in conformance: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return EXIT.couldNotRun;
  });
}

/** The exit statuses of every command: a contract. */
export const EXIT = {
  /** Nothing diverged beyond the baseline, on sufficient evidence. */
  conforms: 0,
  /** Something diverged, or a baseline entry is stale. */
  diverges: 1,
  /** Could not run: flags, files, endpoint unreachable or unauthorized. */
  couldNotRun: 2,
  /** Nothing diverged, but there is not enough evidence: nothing ran, or too many cases were inconclusive. */
  thin: 3,
  /** Interrupted; everything up to then is written. */
  interrupted: 130,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** Writes input errors to stderr: where, why, and what to do. */
export function printErrors(errors: readonly InputError[]): void {
  for (const error of errors) process.stderr.write(`${wrapWords(describeError(error), process.stderr.columns)}\n`);
}

/** `claims.yaml:12:3: unknown check "sse-terminater". Did you mean sse-terminator?` */
export function describeError({ file, line, column, reason, suggestion }: InputError): string {
  const place = [file, line, line === null ? null : column].filter((part) => part !== null).join(':');
  const text = suggestion === null || /[.!?]$/u.test(reason) ? reason : `${reason};`;
  return escapeUnseen(`${place}: ${text}${suggestion === null ? '' : ` ${withCommandName(suggestion)}`}`);
}
