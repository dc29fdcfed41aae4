import { accessSync, constants, opendirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { InputError } from '../../core/model/input-error.js';
import { fileError } from '../../core/spec/source.js';
import { makeFolder } from '../../io/files/write-file.js';
import { describeSystemError } from '../../io/files/system-error.js';
import type { ChosenReporter } from './reporter-flags.js';

/**
 * Makes the folders in which reports are to stand, before anything is asked that costs something: what is wrong with the
 * first that cannot be written, or null.
 */
export function makeReportFolders(chosen: readonly ChosenReporter[]): InputError | null {
  for (const { path } of chosen) {
    if (path === null) continue;
    try {
      makeFolder(dirname(path));
      // Read, for a file that stands there is no folder, and yet may be written.
      opendirSync(dirname(path)).closeSync();
      accessSync(dirname(path), constants.W_OK);
    } catch (error) {
      return fileError(path, `It cannot be written: ${describeSystemError(error)}.`, 'Name another place.');
    }
  }
  return null;
}
