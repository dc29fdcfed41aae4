import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Check } from '../../core/dialect/check.js';
import type { InputError } from '../../core/model/result.js';
import type { Spec } from '../../core/model/spec.js';
import { PACKAGE_FOLDER } from './package-files.js';
import type { SchemaName } from '../../core/model/claim.js';
import type { Json } from '../../core/model/json.js';
import { adoptRequested } from '../../core/checks/schema/fit-schema.js';
import { adoptCompiled } from '../../core/schema/validator.js';
import {
  COMPILED,
  REQUESTED,
  requestedName,
  readCompiled,
  digestFiles,
  type CompiledIndex,
  type CompiledSpec,
} from './compiled.js';
import { listFolders, readFolderBytes } from './read-folder.js';

/** The specs that come with the package. */
export const SPECS_FOLDER = join(PACKAGE_FOLDER, 'specs');

/** Which specs to load. */
export interface SpecsWanted {
  /** The folder of the package's specs by default. */
  readonly folder?: string;
  /** The checks that claims may name; the package's own by default. */
  readonly checks?: readonly Check[];
  /** The ids that are needed, others may be loaded as well; absent for all. */
  readonly only?: readonly string[] | undefined;
  /** Folders of users: each contains a spec, or specs in folders inside it. */
  readonly own?: readonly string[];
}

/** Specs, and what is wrong with those that are missing. */
export interface LoadedSpecs {
  /** A spec of a user replaces the package's spec of the same id. */
  readonly specs: readonly Spec[];
  readonly errors: readonly InputError[];
  /** The ids of the specs in each folder of a user. */
  readonly idsOf: ReadonlyMap<string, readonly string[]>;
}

/**
 * Loads specs: the compiled ones when the build compiled these files, else the files, by `readSpecs`. Errors are
 * returned, not thrown.
 */
export async function loadSpecs(wanted: SpecsWanted = {}): Promise<LoadedSpecs> {
  const folders = wanted.own ?? [];
  if (folders.length === 0) return { ...(await loadProvided(wanted)), idsOf: new Map() };
  const { readOwnSpecs } = await import('./read-specs.js');
  const own = await readOwnSpecs(folders, SPECS_FOLDER, await checksOf(wanted));
  const replaced = new Set(own.specs.map(({ id }) => id));
  const provided = await loadProvided({ ...wanted, only: wanted.only?.filter((id) => !replaced.has(id)) });
  return {
    specs: [...provided.specs.filter(({ id }) => !replaced.has(id)), ...own.specs],
    errors: [...provided.errors, ...own.errors],
    idsOf: own.idsOf,
  };
}

/** The ids of the package's specs, and what is wrong with these. Specs that are as they were compiled are not parsed. */
export async function loadSpecIds(): Promise<{
  readonly ids: readonly string[];
  readonly errors: readonly InputError[];
}> {
  const index = readIndex(COMPILED);
  const standards = readSources(SPECS_FOLDER, 'standards');
  const isCompiled =
    index !== null &&
    (await isComplete(SPECS_FOLDER, index)) &&
    index.specs.every(({ folder, inputs }) => digestOf(SPECS_FOLDER, folder, standards) === inputs);
  if (isCompiled) return { ids: index.specs.map(({ id }) => id), errors: [] };
  const { specs, errors } = await loadSpecs();
  return { ids: specs.map(({ id }) => id), errors };
}

async function loadProvided(wanted: SpecsWanted): Promise<Pick<LoadedSpecs, 'specs' | 'errors'>> {
  if (wanted.folder === undefined && wanted.checks === undefined) {
    const specs = await loadCompiledSpecs(SPECS_FOLDER, wanted.only ?? null);
    if (specs !== null) return { specs, errors: [] };
  }
  const { readSpecs } = await import('./read-specs.js');
  const { specs, errors } = await readSpecs(wanted.folder ?? SPECS_FOLDER, await checksOf(wanted));
  return { specs, errors };
}

async function checksOf({ checks }: SpecsWanted): Promise<readonly Check[]> {
  return checks ?? (await import('../../core/judge/checks.js')).checks;
}

const load = createRequire(import.meta.url);

type IsValid = (value: Json) => boolean;

/**
 * The compiled specs, in the order of their ids; null when there are none, or when the files in the folder have changed.
 * @param only the ids that are needed; null for all. All are returned if one is unknown
 */
export async function loadCompiledSpecs(
  folder: string,
  only: readonly string[] | null,
  from: string = COMPILED,
): Promise<readonly Spec[] | null> {
  const index = readIndex(from);
  if (index === null) return null;
  const isPart = only?.every((id) => index.specs.some((each) => each.id === id)) === true;
  // Errors about an unknown id suggest one of all.
  const wanted = isPart ? index.specs.filter(({ id }) => only.includes(id)) : index.specs;
  if (!isPart && !(await isComplete(folder, index))) return null;
  const standards = wanted.length === 0 ? [] : readSources(folder, 'standards');
  const specs = wanted.map((each) =>
    digestOf(folder, each.folder, standards) === each.inputs ? loadOne(each, from) : null,
  );
  adoptRequested(() => loadRequested(from));
  const loaded = specs.filter((spec) => spec !== null);
  return loaded.length === specs.length ? loaded : null;
}

// The output of the build is as trusted as the code of the build.
const readIndex = (from: string): CompiledIndex | null => readCompiled(from, 'index.json') as CompiledIndex | null;

/** The specs that this process has parsed, by folder, id and digest. */
const parsed = new Map<string, Spec>();

function loadOne({ id, inputs }: CompiledSpec, from: string): Spec | null {
  const key = JSON.stringify([from, id, inputs]);
  const spec = parsed.get(key) ?? parseOne(id, from);
  if (spec !== null) parsed.set(key, spec);
  return spec;
}

function parseOne(id: string, from: string): Spec | null {
  const spec = readCompiled(from, `${id}.json`);
  if (spec === null) return null;
  const compiled = spec as Spec;
  // Most commands that read all specs validate nothing, and half of the compiled form is code.
  let fits: Readonly<Record<SchemaName, IsValid>> | null = null;
  for (const [name, schema] of Object.entries(compiled.schemas))
    adoptCompiled(schema, (value) => {
      fits ??= load(join(from, `${id}.cjs`)) as Readonly<Record<SchemaName, IsValid>>;
      return fits[name as SchemaName](value);
    });
  return compiled;
}

/** The functions that the build compiled from the schemas in requests. */
function loadRequested(from: string): ReadonlyMap<string, IsValid> {
  const path = join(from, REQUESTED);
  if (!existsSync(path)) return new Map();
  const { texts, ...functions } = load(path) as { readonly texts: readonly string[] } & Readonly<
    Record<string, unknown>
  >;
  return new Map(texts.map((text, n) => [text, functions[requestedName(n)] as IsValid]));
}

/** Whether the folder contains exactly the compiled specs. */
async function isComplete(folder: string, { specs }: CompiledIndex): Promise<boolean> {
  const there = (await listFolders(folder, ['*', '*'], [])).filter((path) => existsSync(join(path, 'spec.yaml')));
  const known = new Set(specs.map((each) => join(folder, each.folder)));
  return there.length === known.size && there.every((path) => known.has(path));
}

/** A digest of the files of a spec: those of its folder and of the standards, which all specs have in common. */
export function digestOf(top: string, own: string, standards: SourceFiles = readSources(top, 'standards')): string {
  return digestFiles(new Map([...readSources(top, own), ...standards]));
}

type SourceFiles = readonly (readonly [path: string, bytes: Uint8Array])[];

function readSources(top: string, name: string): SourceFiles {
  return [...readFolderBytes(join(top, name), [])].map(([path, bytes]) => [`${name}/${path}`, bytes]);
}
