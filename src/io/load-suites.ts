import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileError } from '../core/model/file-error.js';
import type { Suite } from '../core/model/suite.js';
import { parseSuites } from '../core/plan/parse-suites.js';
import { fileFails } from '../core/spec/source.js';

/** The suites that come with the package. */
const OWN = fileURLToPath(new URL('../../suites', import.meta.url));

/**
 * Reads every `<folder>/<dialect>/*.yaml`.
 * @param folder the package's own suites by default
 */
export async function loadSuites(
  folder: string = OWN,
): Promise<{ readonly suites: readonly Suite[]; readonly errors: readonly FileError[] }> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted();
    if (paths.length === 0) {
      const hint = 'A suite is a file <dialect>/<suite>.yaml.';
      return { suites: [], errors: [fileFails(shown(folder), 'There is no suite here.', hint)] };
    }
    const files = await Promise.all(
      paths.map(async (path) => ({ file: shown(path), text: await readFile(path, 'utf8') })),
    );
    return parseSuites(files);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { suites: [], errors: [fileFails(shown(folder), `The suites cannot be read: ${reason}.`)] };
  }
}

function shown(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return (fromHere.startsWith('..') ? path : fromHere).split(sep).join('/');
}
