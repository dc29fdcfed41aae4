import type { Check } from '../../core/dialect/check.js';
import { dialects } from '../../core/dialect/index.js';
import type { InputError } from '../../core/model/result.js';
import type { Spec } from '../../core/model/spec.js';
import { parseSpec } from '../../core/spec/parse-spec.js';
import { parseStandard, type Standard } from '../../core/spec/parse-standard.js';
import { fileError } from '../../core/spec/source.js';
import { providePatternEngine } from './pattern-engine.js';
import { digestFiles } from './compiled.js';
import { listFolders, readFolder, shownPath } from './read-folder.js';

/** The specs of a folder. */
export interface ReadSpecs {
  readonly specs: readonly Spec[];
  readonly errors: readonly InputError[];
  /** The folder of each spec, by id. */
  readonly folders: ReadonlyMap<string, string>;
}

/**
 * Reads every spec below a folder from its YAML and JSON Schemas: `<provider>/<api>/spec.yaml`, and the common standards
 * in `standards/<name>/`. A spec with errors is left out; the others are still read.
 * @param checks the checks that claims may name
 */
export async function readSpecs(folder: string, checks: readonly Check[]): Promise<ReadSpecs> {
  providePatternEngine();
  const errors: InputError[] = [];
  const standards = new Map<string, Standard>();
  for (const path of await listFolders(folder, ['standards', '*'], errors)) {
    const parsed = parseStandard(readFolder(path, errors), { folder: shownPath(path), checks });
    if (parsed.ok) standards.set(parsed.value.id, parsed.value);
    else errors.push(...parsed.errors);
  }
  const specs: Spec[] = [];
  const folders = new Map<string, string>();
  for (const path of await listFolders(folder, ['*', '*'], errors)) {
    const files = readFolder(path, errors);
    if (!files.has('spec.yaml')) continue;
    const parsed = parseSpec(files, { folder: shownPath(path), standards, checks, dialects, digest: digestFiles });
    if (!parsed.ok) {
      errors.push(...parsed.errors);
      continue;
    }
    const spec = parsed.value;
    if (specs.some(({ id }) => id === spec.id)) {
      errors.push(fileError(`${shownPath(path)}/spec.yaml`, `Another spec has the id ${spec.id}.`, 'Rename one.'));
    } else {
      specs.push(spec);
      folders.set(spec.id, path);
    }
  }
  if (specs.length === 0 && errors.length === 0) {
    errors.push(fileError(shownPath(folder), 'There is no spec here.', 'A spec is a file <provider>/<api>/spec.yaml.'));
  }
  return { specs: specs.sort((a, b) => (a.id < b.id ? -1 : 1)), errors, folders };
}
