import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { InputError } from '../../core/model/result.js';
import { isFolderName } from '../../core/spec/pick-specs.js';
import { fileError } from '../../core/spec/source.js';
import { splitNames } from '../shared/read-all.js';
import { variablesOf } from './read-headers.js';
import type { RunFlags } from './flags.js';
import { DEFAULT_KEY_ENV } from './open-endpoint.js';

/** A configuration of the working directory that no flag names, and the flags that it results in. */
export interface UntrustedConfig {
  readonly file: string;
  /** Flags and configuration merged. */
  readonly settled: Partial<RunFlags>;
  /** Whether the file, not a flag, provides a flag; by its name in camel case. */
  readonly isFromFile: (name: keyof RunFlags) => boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Errors for what a file may do only if `--config` names it, because anyone who can put a file into the working directory
 * (a pull request, an archive) can write one:
 * - choose the endpoint that gets the value of an environment variable, such as the key,
 * - choose an environment variable whose value is sent,
 * - name files outside of its folder.
 */
export function checkUntrusted({ file, settled, isFromFile, environment }: UntrustedConfig): readonly InputError[] {
  return [...checkVariables(settled, isFromFile, environment), ...checkPaths(settled, isFromFile)].map((reason) =>
    fileError(file, `No flag names this file, so it cannot ${reason}.`, `If you trust it, add --config ${file}.`),
  );
}

function checkVariables(
  settled: UntrustedConfig['settled'],
  isFromFile: UntrustedConfig['isFromFile'],
  environment: UntrustedConfig['environment'],
): readonly string[] {
  // A plan sends nothing, and a reference provider is on loopback.
  const sends = settled.dryRun === undefined && settled.baseUrl !== undefined;
  const mirrors = settled.dryRun === undefined && settled.against !== undefined;
  if (!sends && !mirrors) return [];
  const { keyEnv = DEFAULT_KEY_ENV } = settled;
  const inHeaders = [settled.header ?? []].flat().flatMap(variablesOf);
  const chosen = [...(isFromFile('keyEnv') ? [keyEnv] : []), ...(isFromFile('header') ? inHeaders : [])];
  if (chosen.length > 0) return [`choose ${listOf(chosen)}, whose value would be sent`];
  const sent = [...((environment[keyEnv] ?? '') === '' ? [] : [keyEnv]), ...inHeaders];
  return isFromFile('baseUrl') && sent.length > 0
    ? [`choose the endpoint that the value of ${listOf(sent)} is sent to`]
    : [];
}

/** Names of variables, each once. A name of another form may be the key itself. */
function listOf(names: readonly string[]): string {
  const shown = names.map((name) => (/^[A-Z_][A-Z0-9_]*$/u.test(name) ? name : 'a variable'));
  return [...new Set(shown)].join(' and ');
}

function checkPaths(settled: UntrustedConfig['settled'], isFromFile: UntrustedConfig['isFromFile']): readonly string[] {
  const { out, baseline, reporter = [], suites = [], spec = '', reference = '' } = settled;
  const paths = [
    ...(isFromFile('out') ? [out] : []),
    ...(isFromFile('baseline') ? [baseline] : []),
    ...(isFromFile('reporter') ? reporter.map((text) => /=(.+)$/su.exec(text)?.[1]) : []),
    ...(isFromFile('suites') ? suites : []),
    ...(isFromFile('spec') ? splitNames(spec).filter(isFolderName) : []),
    ...(isFromFile('reference') && isFolderName(reference) ? [reference] : []),
  ].flatMap((path) => path ?? []);
  return paths
    .filter((path) => !isBelow(process.cwd(), path))
    .map((path) => `name ${path}, which is outside of its folder`);
}

/** Whether a path is below a folder after links are followed. */
function isBelow(folder: string, path: string): boolean {
  const from = relative(realpathSync(folder), realPath(resolve(folder, path)));
  return from !== '..' && !from.startsWith(`..${sep}`) && !isAbsolute(from);
}

/** The path without links; its end need not exist. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realPath(parent), relative(parent, path));
}
