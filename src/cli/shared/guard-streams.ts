import { fstatSync, writeSync } from 'node:fs';
import { describeSystemError } from '../../io/files/system-error.js';
import { orRedactionError, RedactionError } from '../../core/redact/fail-closed.js';
import { makeRedactor, type Redactor } from '../../core/redact/redactor.js';
import { EXIT } from './run-action.js';
import { NEW_LINE, safeText } from './safe-output.js';

/** Redacts what is printed; null as long as no secret was read. */
let redactor: Pick<Redactor, 'text'> | null = null;

/** Redacts secrets in everything that is printed from now on. */
export function redactOutput(next: Pick<Redactor, 'text'>): void {
  redactor = next;
}

/** Fails for every text. */
const NO_OUTPUT: Pick<Redactor, 'text'> = {
  text() {
    throw new RedactionError();
  },
};

const hidden = new Set<string>();

/** Redacts these values in everything that is printed, until `redactOutput` names a better redactor. */
export function hideSecrets(values: readonly string[]): void {
  for (const value of values) hidden.add(value);
  // Without a redactor nothing is printed.
  redactor = NO_OUTPUT;
  redactor = orRedactionError(() => makeRedactor([...hidden]));
}

/** A text without the secrets of this process, as it is printed. */
export function redactText(text: string): string {
  return redactor === null ? text : redactor.text(text);
}

/** The text without secrets; one that cannot be redacted is left out. */
function redactOr(text: string, failed: () => void): string {
  try {
    return redactText(text);
  } catch {
    failed();
    return `${new RedactionError().message}.\n`;
  }
}

let hasCommands = false;

/** Prints lines that may begin with a command of a workflow log: the annotations of the reporter `github`. */
export function printCommands(text: string): void {
  hasCommands = true;
  try {
    process.stdout.write(text);
  } finally {
    hasCommands = false;
  }
}

/** Writes all of what is printed into a file. Node writes once, and a nearly full disk takes a part without an error. */
function writeCompletely(stream: NodeJS.WriteStream, descriptor: number): void {
  if (!fstatSync(descriptor).isFile()) return;
  Object.assign(stream, {
    _write(chunk: Uint8Array | string, _encoding: BufferEncoding, done: (error?: Error) => void) {
      try {
        const bytes = Buffer.from(chunk);
        for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
}

/** Makes every text of a stream safe: no secret, no command of a workflow log, no control character. */
function filterStream(stream: NodeJS.WriteStream, failed: () => void): void {
  const write = stream.write.bind(stream) as (...parameters: unknown[]) => boolean;
  let line = NEW_LINE;
  stream.write = (chunk: unknown, ...rest: unknown[]): boolean => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString();
    const safe = safeText(redactOr(text, failed), line, { isTerminal: stream.isTTY, hasCommands });
    line = safe.after;
    return write(safe.text, ...rest);
  };
}

/**
 * Makes everything that is printed safe, and handles failed writes to stdout and stderr in every command. A reader that closes its end early
 * (`conformance list claims | head`) changes nothing. Any other failed write, such as to a full disk, is printed once
 * and makes the exit status 2. So does an exception that nothing catches.
 */
export function guardStreams(): void {
  // A process that runs several commands forgets the secrets of the one before.
  hidden.clear();
  redactor = null;
  let failed = false;
  const fail = (message: string): void => {
    if (failed) return;
    failed = true;
    process.stderr.write(`${message}\n`);
  };
  for (const [name, stream] of [
    ['stdout', process.stdout],
    ['stderr', process.stderr],
  ] as const) {
    writeCompletely(stream, stream.fd);
    filterStream(stream, () => {
      failed = true;
    });
    let gone = false;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      gone ||= error.code === 'EPIPE';
      if (!gone) fail(`${name} cannot be written: ${describeSystemError(error)}.`);
    });
  }
  process.on('uncaughtException', (error) => {
    fail(`Internal error in conformance: ${error.stack ?? error.message}`);
    process.exit(EXIT.couldNotRun);
  });
  // A file beyond the size limit of the process fails the write (EFBIG). Without a listener of ours, a dependency
  // (`signal-exit`) ends the process at this signal.
  process.on('SIGXFSZ', () => {});
  process.on('exit', () => {
    if (failed) process.exitCode = EXIT.couldNotRun;
  });
}
