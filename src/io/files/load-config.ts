import { defined } from '../../core/model/defined.js';
import { dirname, isAbsolute, join } from 'node:path';
import { parseConfig, type Config } from '../../core/config/config.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import { REPORTER_NAMES } from '../../core/report/reporter-names.js';
import { isFolderName } from '../../core/spec/pick-specs.js';
import { loadClients } from './load-clients.js';
import { loadSpecIds } from './load-specs.js';
import { loadSuites } from './load-suites.js';
import { readSchema } from './package-files.js';
import { readText } from './read-file.js';

/** A configuration and its file. */
export interface ConfigFile {
  readonly config: Config;
  readonly file: string;
}

/** Reads a configuration. Paths in it are relative to its folder. */
export async function loadConfig(file: string): Promise<Result<ConfigFile>> {
  const text = await readText(file);
  if (!text.ok) return fail([fileError(file, `It cannot be read: ${text.errors}.`)]);
  const read = await readConfig(text.value, file);
  return read.ok ? ok({ file, config: resolvePaths(read.value, dirname(file)) }) : read;
}

/** Parses a configuration and checks the names of specs, suites and reporters in it. */
export async function readConfig(text: string, file: string): Promise<Result<Config>> {
  const [{ ids, errors: specErrors }, { suites, errors: suiteErrors }] = await Promise.all([
    loadSpecIds(),
    loadSuites(),
  ]);
  const errors = [...specErrors, ...suiteErrors];
  if (errors.length > 0) return fail(errors);
  return parseConfig(text, file, readSchema('config.schema.json'), {
    specs: ids,
    suites: suites.map(({ id }) => id),
    reporters: REPORTER_NAMES,
    clients: loadClients()?.clients ?? [],
  });
}

/** `join('.', './acme')` is `acme`, which is an id. */
const asFolderName = (path: string): string => (isFolderName(path) ? path : `./${path}`);

function resolvePaths(config: Config, folder: string): Config {
  const resolvePath = (path: string): string => (isAbsolute(path) ? path : join(folder, path));
  const resolveReporter = (reporter: string): string => {
    const at = reporter.indexOf('=');
    return at < 0 ? reporter : `${reporter.slice(0, at)}=${resolvePath(reporter.slice(at + 1))}`;
  };
  const resolveSpec = (name: string): string => (isFolderName(name) ? asFolderName(resolvePath(name)) : name);
  const { baseline, out, targets, suiteFolders, reporters } = config;
  return defined({
    ...config,
    baseline: baseline && resolvePath(baseline),
    out: out && resolvePath(out),
    targets: targets?.map((target) =>
      defined({
        ...target,
        specs: target.specs?.map(resolveSpec),
        reference: target.reference && resolveSpec(target.reference),
      }),
    ),
    suiteFolders: suiteFolders?.map(resolvePath),
    reporters: reporters?.map(resolveReporter),
  });
}
