import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { parseConfig, type Config } from '../../core/config/config.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import { REPORTER_NAMES } from '../../core/report/reporter-names.js';
import { loadSpecs } from './load-specs.js';
import { loadSuites } from './load-suites.js';
import { readSchema } from './package-files.js';
import { describeSystemError } from './system-error.js';

/** A configuration and its file. */
export interface ConfigFile {
  readonly config: Config;
  readonly file: string;
}

/** Reads a configuration. Paths in it are relative to its folder. */
export async function loadConfig(file: string): Promise<Result<ConfigFile>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return fail([fileError(file, `It cannot be read: ${describeSystemError(error)}.`)]);
  }
  const read = await readConfig(text, file);
  return read.ok ? ok({ file, config: resolvePaths(read.value, dirname(file)) }) : read;
}

/** Parses a configuration that may name the specs, suites and reporters of the package. */
export async function readConfig(text: string, file: string): Promise<Result<Config>> {
  const [schema, { specs, errors: specErrors }, { suites, errors: suiteErrors }] = await Promise.all([
    readSchema('config.schema.json'),
    loadSpecs(),
    loadSuites(),
  ]);
  const errors = [...specErrors, ...suiteErrors];
  if (errors.length > 0) return fail(errors);
  return parseConfig(text, file, schema, {
    specs: specs.map(({ id }) => id),
    suites: suites.map(({ id }) => id),
    reporters: REPORTER_NAMES,
  });
}

function resolvePaths(config: Config, folder: string): Config {
  const beside = (path: string): string => (isAbsolute(path) ? path : join(folder, path));
  const besideReporter = (reporter: string): string => {
    const at = reporter.indexOf('=');
    return at < 0 ? reporter : `${reporter.slice(0, at)}=${beside(reporter.slice(at + 1))}`;
  };
  return {
    ...config,
    ...(config.baseline === undefined ? {} : { baseline: beside(config.baseline) }),
    ...(config.out === undefined ? {} : { out: beside(config.out) }),
    ...(config.reporters === undefined ? {} : { reporters: config.reporters.map(besideReporter) }),
  };
}
