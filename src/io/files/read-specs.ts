import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Check } from '../../core/dialect/check.js';
import { dialects } from '../../core/dialect/index.js';
import type { InputError } from '../../core/model/result.js';
import type { Spec } from '../../core/model/spec.js';
import { parseSpec } from '../../core/spec/parse-spec.js';
import { parseStandard, type Standard } from '../../core/spec/parse-standard.js';
import { fileError } from '../../core/spec/source.js';
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
  const errors: InputError[] = [];
  const standards = await readStandards(folder, checks, errors);
  const paths = await listFolders(folder, ['*', '*'], errors);
  const { specs, folders } = readEach(paths.filter(hasSpec), { standards, checks }, errors);
  if (specs.length === 0 && errors.length === 0) errors.push(noSpec(folder));
  return { specs: specs.sort((a, b) => (a.id < b.id ? -1 : 1)), errors, folders };
}

/** The specs of users' folders. */
export interface OwnSpecs {
  readonly specs: readonly Spec[];
  readonly errors: readonly InputError[];
  /** The ids of the specs in each folder. */
  readonly idsOf: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads the specs of users' folders. A folder is a spec, or contains specs at most two levels below it.
 * @param provided the folder of the package's specs, for the common standards
 * @param checks the checks that claims may name
 */
export async function readOwnSpecs(
  folders: readonly string[],
  provided: string,
  checks: readonly Check[],
): Promise<OwnSpecs> {
  const errors: InputError[] = [];
  const standards = await readStandards(provided, checks, errors);
  const pathsOf = new Map<string, readonly string[]>();
  for (const folder of new Set(folders)) {
    const paths = await findSpecs(folder, errors);
    pathsOf.set(folder, paths);
  }
  const read = readEach([...new Set([...pathsOf.values()].flat())], { standards, checks }, errors);
  const idsAt = new Map([...read.folders].map(([id, path]) => [path, id]));
  const idsOf = [...pathsOf].map(
    ([folder, paths]) => [folder, paths.flatMap((path) => idsAt.get(path) ?? [])] as const,
  );
  return { specs: read.specs, errors, idsOf: new Map(idsOf) };
}

async function findSpecs(folder: string, errors: InputError[]): Promise<readonly string[]> {
  const found = existsSync(folder) ? statSync(folder) : null;
  if (found === null || !found.isDirectory()) {
    const reason = found === null ? 'There is no such folder.' : 'It is not a folder.';
    errors.push(fileError(shownPath(folder), reason, 'Name the folder of a spec: the one with its spec.yaml.'));
    return [];
  }
  const top = resolve(folder);
  if (hasSpec(top)) return [top];
  for (const names of [['*'], ['*', '*']]) {
    const paths = (await listFolders(top, names, errors)).filter(hasSpec);
    if (paths.length > 0) return paths;
  }
  errors.push(noSpec(folder));
  return [];
}

const hasSpec = (path: string): boolean => existsSync(join(path, 'spec.yaml'));

function noSpec(folder: string): InputError {
  return fileError(shownPath(folder), 'There is no spec here.', 'A spec is a folder with a spec.yaml.');
}

async function readStandards(
  folder: string,
  checks: readonly Check[],
  errors: InputError[],
): Promise<ReadonlyMap<string, Standard>> {
  const standards = new Map<string, Standard>();
  for (const path of await listFolders(folder, ['standards', '*'], errors)) {
    const parsed = parseStandard(readFolder(path, errors), { folder: shownPath(path), checks });
    if (parsed.ok) standards.set(parsed.value.id, parsed.value);
    else errors.push(...parsed.errors);
  }
  return standards;
}

function readEach(
  paths: readonly string[],
  context: { readonly standards: ReadonlyMap<string, Standard>; readonly checks: readonly Check[] },
  errors: InputError[],
): { readonly specs: Spec[]; readonly folders: ReadonlyMap<string, string> } {
  const specs: Spec[] = [];
  const folders = new Map<string, string>();
  for (const path of paths) {
    const files = readFolder(path, errors);
    const parsed = parseSpec(files, { ...context, folder: shownPath(path), dialects, digest: digestFiles });
    if (!parsed.ok) {
      errors.push(...parsed.errors);
      continue;
    }
    const spec = parsed.value;
    if (folders.has(spec.id)) {
      errors.push(fileError(`${shownPath(path)}/spec.yaml`, `Another spec has the id ${spec.id}.`, 'Rename one.'));
    } else {
      specs.push(spec);
      folders.set(spec.id, path);
    }
  }
  return { specs, folders };
}
