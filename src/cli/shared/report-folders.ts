import { accessSync, constants, opendirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { InputError } from '../../core/model/input-error.js';
import { fileError } from '../../core/spec/source.js';
import { makeFolder } from '../../io/files/write-file.js';
import { describeSystemError } from '../../io/files/system-error.js';
import type { ChosenReporter } from './reporter-flags.js';

/**
 * Makes the folders of the report files, before the first request is sent.
 * @returns what is wrong with the first folder that cannot be written, or null
 */
export function makeReportFolders(chosen: readonly ChosenReporter[]): InputError | null {
  for (const { path } of chosen) {
    if (path === null) continue;
    try {
      makeFolder(dirname(path));
      // Reading it fails if the path is a file.
      opendirSync(dirname(path)).closeSync();
      accessSync(dirname(path), constants.W_OK);
    } catch (error) {
      return fileError(path, `Cannot be written: ${describeSystemError(error)}.`, 'Choose another path.');
    }
  }
  return null;
}
