import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { SchemaName } from '../../core/model/claim.js';
import type { Json } from '../../core/model/json.js';
import type { Spec } from '../../core/model/spec.js';
import { adoptCompiled } from '../../core/spec/validator.js';
import { COMPILED, readCompiled, type CompiledIndex, type CompiledSpec } from './compiled.js';
import { digestFiles } from './digest-files.js';
import { listFolders, readFolder } from './read-folder.js';

const load = createRequire(import.meta.url);

/**
 * The specs as the build compiled them, in the order of their ids; null where it compiled none, or other files than
 * stand in the folder now: then they have to be read anew.
 * @param only the ids that are needed; null for all
 */
export async function loadCompiledSpecs(
  folder: string,
  only: readonly string[] | null,
  from: string = COMPILED,
): Promise<readonly Spec[] | null> {
  // What the build wrote is as trusted as the code that it wrote beside it.
  const index = readCompiled(from, 'index.json') as CompiledIndex | null;
  if (index === null || only?.some((id) => !index.specs.some((each) => each.id === id)) === true) return null;
  const wanted = index.specs.filter(({ id }) => only === null || only.includes(id));
  if (only === null && !(await isWhole(folder, index))) return null;
  const specs = wanted.map((each) => loadOne(folder, each, from));
  const loaded = specs.filter((spec) => spec !== null);
  return loaded.length === specs.length ? loaded : null;
}

function loadOne(folder: string, { id, folder: own, inputs }: CompiledSpec, from: string): Spec | null {
  const spec = digestOf(folder, own) === inputs ? readCompiled(from, `${id}.json`) : null;
  if (spec === null) return null;
  const compiled = spec as Spec;
  const fits = load(join(from, `${id}.cjs`)) as Readonly<Partial<Record<SchemaName, (value: Json) => boolean>>>;
  for (const [name, schema] of Object.entries(compiled.schemas)) {
    const ready = fits[name as SchemaName];
    if (ready !== undefined) adoptCompiled(schema, ready);
  }
  return compiled;
}

/** Whether the folder holds the specs that were compiled, and no others. */
async function isWhole(folder: string, { specs }: CompiledIndex): Promise<boolean> {
  const there = (await listFolders(folder, ['*', '*'], [])).filter((path) => existsSync(join(path, 'spec.yaml')));
  const known = new Set(specs.map((each) => join(folder, each.folder)));
  return there.length === known.size && there.every((path) => known.has(path));
}

/** A digest over the texts that a spec is made of: those of its folder and of the standards. */
export function digestOf(top: string, own: string): string {
  const read = [own, 'standards'].flatMap((name) =>
    [...readFolder(join(top, name), [])].map(([path, text]) => [`${name}/${path}`, text] as const),
  );
  return digestFiles(new Map(read));
}
