import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import type { Config } from '../core/config/config.js';
import { parseConfig, type ConfigNames } from '../core/config/parse-config.js';
import type { FileError } from '../core/model/file-error.js';
import { fileFails } from '../core/spec/source.js';
import { readSchema } from './read-schema.js';
import { describeSystemError } from './system-error.js';

/** The file that is found in the working directory without being named. */
export const CONFIG_FILE = 'conformance.yaml';

/**
 * Reads the configuration that is named, or that of the working directory; nothing where there is none. Paths in it mean
 * what they mean beside it.
 */
export async function loadConfig(
  named: string | undefined,
  names: ConfigNames,
): Promise<{ readonly config: Config; readonly file: string } | null | { readonly errors: readonly FileError[] }> {
  const file = named ?? CONFIG_FILE;
  if (named === undefined && !existsSync(file)) return null;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return { errors: [fileFails(file, `It cannot be read: ${describeSystemError(error)}.`)] };
  }
  const parsed = parseConfig(text, file, await readSchema('config.schema.json'), names);
  if ('errors' in parsed) return parsed;
  const { config } = parsed;
  const beside = (path: string): string => (isAbsolute(path) ? path : join(dirname(file), path));
  const besideReporter = (reporter: string): string => {
    const at = reporter.indexOf('=');
    return at < 0 ? reporter : `${reporter.slice(0, at)}=${beside(reporter.slice(at + 1))}`;
  };
  return {
    file,
    config: {
      ...config,
      ...(config.baseline === undefined ? {} : { baseline: beside(config.baseline) }),
      ...(config.out === undefined ? {} : { out: beside(config.out) }),
      ...(config.reporters === undefined ? {} : { reporters: config.reporters.map(besideReporter) }),
    },
  };
}
