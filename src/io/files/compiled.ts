import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHash } from 'node:crypto';

/**
 * What the build leaves of the package's own specs and suites: parsed, held to themselves, and their schemas compiled.
 * There is none where the code runs from its sources.
 */
export const COMPILED = fileURLToPath(new URL('../compiled', import.meta.url));

/** `index.json`: from which files the rest was made. Paths are relative to the folder of the specs. */
export interface CompiledIndex {
  readonly specs: readonly CompiledSpec[];
  /** Over the texts of the suites, by path. */
  readonly suites: string;
}

export interface CompiledSpec {
  readonly id: string;
  /** Its folder. */
  readonly folder: string;
  /** Over the texts of its folder and of the standards, by path. */
  readonly inputs: string;
}

/** A file of the compiled ones as JSON; null where it is not there. */
export function readCompiled(from: string, name: string): unknown {
  const path = join(from, name);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : null;
}

/** SHA-256 over texts and their names, in hex, whatever their order. */
export function digestFiles(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [name, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${name}\0${text.length}\0${text}\0`);
  }
  return hash.digest('hex');
}
