import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHash } from 'node:crypto';

/**
 * The package's own specs and suites as the build compiles them: parsed, checked, and with compiled schemas. The folder
 * does not exist when the code runs from its sources.
 */
export const COMPILED = fileURLToPath(new URL('../compiled', import.meta.url));

/**
 * The file with the schemas that requests of the suites contain: `texts`, each as JSON, and for each a function, named by
 * its position.
 */
export const REQUESTED = 'requested.cjs';

/** The name of the function of a schema in `REQUESTED`. */
export const requestedName = (position: number): string => `fits${position}`;

/** `index.json`: the digests of the source files. Paths are relative to the folder of the specs. */
export interface CompiledIndex {
  readonly specs: readonly CompiledSpec[];
  /** A digest of the files of the suites, by path. */
  readonly suites: string;
}

export interface CompiledSpec {
  readonly id: string;
  /** Its folder. */
  readonly folder: string;
  /** A digest of the files of its folder and of the standards, by path. */
  readonly inputs: string;
}

/** The JSON of a compiled file; null when the file does not exist. */
export function readCompiled(from: string, name: string): unknown {
  const path = join(from, name);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : null;
}

/** SHA-256 of texts or their bytes and their names, in hex, independent of their order. Bytes are ten times as fast. */
export function digestFiles(files: ReadonlyMap<string, string | Uint8Array>): string {
  const hash = createHash('sha256');
  for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name}\0${content.length}\0`).update(content).update('\0');
  }
  return hash.digest('hex');
}
