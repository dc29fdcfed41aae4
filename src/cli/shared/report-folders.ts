import { accessSync, constants, opendirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import { makeFolder } from '../../io/files/write-file.js';
import { describeSystemError } from '../../io/files/system-error.js';
import type { ChosenReporter } from './reporter-flags.js';

/**
 * Makes the folders of the report files, before the first request is sent.
 * Fails for the first folder that cannot be written.
 */
export function makeReportFolders(chosen: readonly ChosenReporter[]): Result<void> {
  for (const { path } of chosen) {
    if (path === null) continue;
    try {
      makeFolder(dirname(path));
      // Reading it fails if the path is a file.
      opendirSync(dirname(path)).closeSync();
      accessSync(dirname(path), constants.W_OK);
    } catch (error) {
      return fail([fileError(path, `Cannot be written: ${describeSystemError(error)}.`, 'Choose another path.')]);
    }
  }
  return ok(undefined);
}
