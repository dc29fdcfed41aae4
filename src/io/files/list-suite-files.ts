import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { InputError } from '../../core/model/input-error.js';
import { fileFails } from '../../core/spec/source.js';
import { shownPath } from './shown-path.js';

/** The texts of every `<folder>/<dialect>/*.yaml`, by path relative to the folder with slashes, sorted. */
export function listSuiteFiles(
  folder: string,
): { readonly texts: ReadonlyMap<string, string> } | { readonly errors: readonly InputError[] } {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted();
    if (paths.length === 0) {
      const hint = 'A suite is a file <dialect>/<suite>.yaml.';
      return { errors: [fileFails(shownPath(folder), 'There is no suite here.', hint)] };
    }
    const read = paths.map(
      (path) => [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')] as const,
    );
    return { texts: new Map(read) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { errors: [fileFails(shownPath(folder), `The suites cannot be read: ${reason}.`)] };
  }
}
