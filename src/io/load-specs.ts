import { createHash } from 'node:crypto';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Check } from '../core/checks/check.js';
import { checks as all } from '../core/checks/index.js';
import type { FileError } from '../core/model/file-error.js';
import type { Spec } from '../core/model/spec.js';
import { fileFails } from '../core/spec/source.js';
import { parseSpec } from '../core/spec/parse-spec.js';
import { parseStandard, type Standard } from '../core/spec/parse-standard.js';
import { listFolders, readFolder } from './read-folder.js';

/** The specs that come with the package; the same from `src/io` and from `dist/io`. */
const OWN = fileURLToPath(new URL('../../specs', import.meta.url));

/**
 * Loads every spec below a folder: `<provider>/<api>/spec.yaml`, found by looking, and the common standards in
 * `standards/<name>/`. A spec that is wrong is left out and its errors told; the others are still loaded.
 * @param folder the package's own specs by default
 * @param checks the checks that claims may name
 */
export async function loadSpecs(
  folder: string = OWN,
  checks: readonly Check[] = all,
): Promise<{ readonly specs: readonly Spec[]; readonly errors: readonly FileError[] }> {
  const errors: FileError[] = [];
  const standards = new Map<string, Standard>();
  for (const path of await listFolders(folder, ['standards', '*'], errors)) {
    const parsed = parseStandard(await readFolder(path, errors), { folder: shown(path), checks });
    if ('errors' in parsed) errors.push(...parsed.errors);
    else standards.set(parsed.standard.id, parsed.standard);
  }
  const specs: Spec[] = [];
  for (const path of await listFolders(folder, ['*', '*'], errors)) {
    const files = await readFolder(path, errors);
    if (!files.has('spec.yaml')) continue;
    const parsed = parseSpec(files, { folder: shown(path), standards, checks, digest });
    if ('errors' in parsed) {
      errors.push(...parsed.errors);
    } else if (specs.some(({ id }) => id === parsed.spec.id)) {
      errors.push(fileFails(`${shown(path)}/spec.yaml`, `Another spec has the id ${parsed.spec.id}.`, 'Rename one.'));
    } else {
      specs.push(parsed.spec);
    }
  }
  if (specs.length === 0 && errors.length === 0) {
    errors.push(fileFails(shown(folder), 'There is no spec here.', 'A spec is a file <provider>/<api>/spec.yaml.'));
  }
  return { specs: specs.sort((a, b) => (a.id < b.id ? -1 : 1)), errors };
}

function shown(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return (fromHere.startsWith('..') ? path : fromHere).split(sep).join('/');
}

function digest(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [name, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name}\0${text.length}\0${text}\0`);
  }
  return hash.digest('hex');
}
