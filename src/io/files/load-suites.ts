import { join, relative, resolve, sep } from 'node:path';
import { readdirSync } from 'node:fs';
import { fail, type InputError, ok, type Result } from '../../core/model/result.js';
import type { Suite } from '../../core/model/suite.js';
import { COMPILED, readCompiled, digestFiles, type CompiledIndex } from './compiled.js';
import { PACKAGE_FOLDER } from './package-files.js';
import { readSmallFile } from './read-file.js';
import { decodeFiles, shownPath } from './read-folder.js';
import { fileError } from '../../core/spec/source.js';

/** The suites that come with the package. */
const OWN = join(PACKAGE_FOLDER, 'suites');

/** The suites of a folder. */
export interface LoadedSuites {
  readonly suites: readonly Suite[];
  /** A digest over their files, in hex. */
  readonly digest: string;
  readonly errors: readonly InputError[];
}

/**
 * Loads every `<folder>/<dialect>/*.yaml`: compiled when the build compiled these files, else from the files.
 * @param folder the package's own suites by default
 */
export async function loadSuites(folder: string = OWN, from: string = COMPILED): Promise<LoadedSuites> {
  const listed = listSuiteFiles(folder);
  if (!listed.ok) return { suites: [], digest: '', errors: listed.errors };
  const digest = digestFiles(listed.value);
  const index = folder === OWN ? (readCompiled(from, 'index.json') as CompiledIndex | null) : null;
  if (index !== null && digest === index.suites) {
    const suites = loadCompiled(digest, folder, from);
    if (suites !== null) return { suites, digest, errors: [] };
  }
  const { parseSuites } = await import('../../core/plan/parse-suite.js');
  const files = [...decodeFiles(listed.value)].map(([path, text]) => ({ file: shownPath(`${folder}/${path}`), text }));
  return { ...parseSuites(files), digest };
}

/** The suites that this process has parsed, by folder as it is shown, and digest. */
const parsed = new Map<string, readonly Suite[]>();

function loadCompiled(digest: string, folder: string, from: string): readonly Suite[] | null {
  // Messages show paths relative to the working directory.
  const key = JSON.stringify([from, digest, shownPath(folder)]);
  const before = parsed.get(key);
  if (before !== undefined) return before;
  const read = readCompiled(from, 'suites.json') as readonly Suite[] | null;
  const suites = read?.map((suite) => placeSuite(suite, folder)) ?? null;
  if (suites !== null) parsed.set(key, suites);
  return suites;
}

/**
 * Loads the package's suites and those of users' folders.
 * @param own folders of suites, each like `suites/` of the package; their ids must be new
 */
export async function openSuites(own: readonly string[] = []): Promise<LoadedSuites> {
  const provided = await loadSuites();
  if (own.length === 0) return provided;
  const suites = [...provided.suites];
  const errors = [...provided.errors];
  const digests = new Map([['', provided.digest]]);
  for (const folder of new Set(own)) {
    const loaded = await loadSuites(resolve(folder));
    errors.push(...loaded.errors);
    digests.set(folder, loaded.digest);
    for (const suite of loaded.suites) {
      const other = suites.find(({ id, dialect }) => id === suite.id && dialect === suite.dialect);
      if (other === undefined) suites.push(suite);
      else
        errors.push(fileError(suite.file, `The suite ${suite.id} is in ${other.file} already.`, 'Give it another id.'));
    }
  }
  return { suites, errors, digest: digestFiles(digests) };
}

/** A suite with its paths, which are compiled relative to their folder, as messages show them. */
function placeSuite(suite: Suite, folder: string): Suite {
  const file = shownPath(`${folder}/${suite.file}`);
  return {
    ...suite,
    file,
    cases: suite.cases.map((each) => ({ ...each, written: { ...each.written, file } })),
    derivation: suite.derivation && { ...suite.derivation, written: { ...suite.derivation.written, file } },
  };
}

/** Every `<folder>/<dialect>/*.yaml`, by path relative to the folder with slashes, sorted. */
export function listSuiteFiles(folder: string): Result<ReadonlyMap<string, Buffer>> {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted();
    if (paths.length === 0) {
      const hint = 'A suite is a file <dialect>/<suite>.yaml.';
      return fail([fileError(shownPath(folder), 'There is no suite here.', hint)]);
    }
    const read = paths.map((path) => [relative(folder, path).split(sep).join('/'), readSmallFile(path)] as const);
    return ok(new Map(read));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail([fileError(shownPath(folder), `The suites cannot be read: ${reason}.`)]);
  }
}
