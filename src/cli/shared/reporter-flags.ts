import { accessSync, constants, lstatSync, opendirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type InputError, fail, ok, type Result } from '../../core/model/result.js';
import { didYouMean } from '../../core/spec/suggestion.js';
import { fileError } from '../../core/spec/source.js';
import { REPORTER_NAMES, type ReporterName } from '../../core/report/reporter-names.js';
import { makeFolder, SHARED_FOLDER } from '../../io/files/write-file.js';
import { describeSystemError } from '../../io/files/system-error.js';

/** A reporter, and the file that it writes; it writes to stdout if `path` is null. */
export interface ChosenReporter {
  readonly name: ReporterName;
  readonly path: string | null;
}

/** Parses `terminal`, `json=report.json`. If every reporter writes to a file, the terminal reporter is added. */
export function parseReporters(texts: readonly string[]): Result<readonly ChosenReporter[]> {
  const chosen: ChosenReporter[] = [];
  const errors: InputError[] = [];
  for (const text of texts) {
    const [given = '', ...rest] = text.split('=');
    const path = rest.length === 0 ? null : rest.join('=');
    const name = REPORTER_NAMES.find((known) => known === given);
    if (name !== undefined && path !== '') chosen.push({ name, path });
    else {
      const reason = path === '' ? `${given}= has no file name.` : `There is no reporter ${JSON.stringify(given)}.`;
      errors.push(fileError('--reporter', reason, didYouMean(given, REPORTER_NAMES)));
    }
  }
  if (errors.length > 0) return fail(errors);
  const isPrinted = chosen.some(({ path }) => path === null);
  return ok(isPrinted ? chosen : [{ name: 'terminal', path: null }, ...chosen]);
}

/** Fails for the first report file whose folder cannot be written or made. Nothing is made. */
export function checkReportFolders(chosen: readonly ChosenReporter[]): Result<void> {
  return forFolders(chosen, (folder) => checkFolder(nearestEntry(folder)));
}

/** Makes the folders of the report files, before the first request is sent. */
export function makeReportFolders(chosen: readonly ChosenReporter[]): Result<void> {
  return forFolders(chosen, (folder) => {
    makeFolder(folder, SHARED_FOLDER);
    checkFolder(folder);
  });
}

function forFolders(chosen: readonly ChosenReporter[], use: (folder: string) => void): Result<void> {
  for (const { path } of chosen) {
    if (path === null) continue;
    try {
      use(dirname(resolve(path)));
    } catch (error) {
      return fail([fileError(path, `Cannot be written: ${describeSystemError(error)}.`, 'Choose another path.')]);
    }
  }
  return ok(undefined);
}

function checkFolder(folder: string): void {
  // Reading it fails if the path is a file.
  opendirSync(folder).closeSync();
  accessSync(folder, constants.W_OK);
}

/** A path, or the nearest of its parents that exists. */
function nearestEntry(path: string): string {
  const isThere = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  return isThere || path === dirname(path) ? path : nearestEntry(dirname(path));
}
