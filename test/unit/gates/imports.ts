import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** One import of a module, types included: `from` is a path from the top of the repository. */
export interface Import {
  readonly from: string;
  /** A path from the top of the repository, or the name of a package or of a module of Node. */
  readonly to: string;
  /** True if the import disappears when the file is compiled. */
  readonly typeOnly: boolean;
}

// The formatter starts a new line for every import and export, so a pattern finds them all.
const STATEMENT = /^(?:import|export)\s+(?<type>type\s)?(?:[^;'"]*?\sfrom\s+)?'(?<to>[^']+)'/gmu;
const CALL = /\bimport(?:\.meta\.resolve)?\(\s*'(?<to>[^']+)'/gu;

/** The source files under a folder, as paths from the top of the repository. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/u.test(name) && !name.includes('node_modules'))
    .map((name) => posix.join(folder, name))
    .toSorted();
}

const known = new Map<string, readonly Import[]>();

/** What a file imports. */
export function importsOf(from: string): readonly Import[] {
  const imports = known.get(from) ?? readImports(from);
  known.set(from, imports);
  return imports;
}

function readImports(from: string): Import[] {
  const text = readFileSync(from, 'utf8');
  return [STATEMENT, CALL].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ groups }) => ({
      from,
      to: resolve(from, groups?.['to'] ?? ''),
      typeOnly: groups?.['type'] !== undefined,
    })),
  );
}

/** The chain of imports from a file to a module that `forbidden` matches at run time; null if there is none. */
export function chainTo(from: string, forbidden: RegExp, seen = new Set<string>()): readonly string[] | null {
  seen.add(from);
  for (const { to, typeOnly } of importsOf(from)) {
    if (typeOnly || seen.has(to)) continue;
    if (forbidden.test(to)) return [from, to];
    const chain = existsSync(to) ? chainTo(to, forbidden, seen) : null;
    if (chain !== null) return [from, ...chain];
  }
  return null;
}

function resolve(from: string, to: string): string {
  if (!to.startsWith('.')) return to;
  const path = posix.join(posix.dirname(from), to);
  return [path.replace(/\.js$/u, '.ts'), path.replace(/\.js$/u, '.tsx')].find((file) => existsSync(file)) ?? path;
}
