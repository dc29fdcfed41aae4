import { defined } from '../../core/model/defined.js';
import { existsSync } from 'node:fs';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import type { ConfigTarget } from '../../core/config/config.js';
import { writeConfig } from '../../core/config/write-config.js';
import type { InputError } from '../../core/model/result.js';
import { isFolderName } from '../../core/spec/pick-specs.js';
import { fileError } from '../../core/spec/source.js';
import type { Spec } from '../../core/model/spec.js';
import { parseBaseUrl } from '../../io/http/base-url.js';
import { readConfig } from '../../io/files/load-config.js';
import { SHARED, writeFileWhole } from '../../io/files/write-file.js';
import { commandName } from '../shared/command-name.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';
import { readAll, splitNames } from '../shared/read-all.js';

/** The flags of `conformance init`. */
export interface InitFlags {
  readonly config: string;
  readonly name?: string;
  readonly baseUrl?: string;
  readonly reference?: string;
  readonly model?: string;
  readonly keyEnv?: string;
  readonly spec?: string;
  readonly baseline?: string;
}

/**
 * Requests the values that the flags leave out, until they are usable. Null if the user cancels.
 * @param specs what can be chosen
 */
export type Interview = (flags: InitFlags, specs: readonly Spec[]) => Promise<InitFlags | null>;

/**
 * Runs `conformance init`. Returns the exit status.
 * @param interview null if the terminal is not interactive
 */
export async function initCommand(flags: InitFlags, interview: Interview | null): Promise<ExitStatus> {
  const { config: file } = flags;
  if (existsSync(file)) return refuse(fileError(file, 'The file already exists.', 'Choose another with --config.'));
  const read = await readAll(flags.spec);
  if (read === null) return EXIT.couldNotRun;
  const specs = read.specs.map(({ id }) => id);
  const complete = interview === null ? flags : await interview(flags, read.specs);
  if (complete === null) return EXIT.interrupted;
  const { baseUrl, reference } = complete;
  if (baseUrl === undefined && reference === undefined)
    return refuse(fileError('--base-url', 'No endpoint is named.', 'Give --base-url URL, or --reference ID.'));
  const url = baseUrl === undefined ? null : parseBaseUrl(baseUrl);
  if (url?.ok === false) return refuse(...url.errors);
  if (complete.spec === undefined)
    return refuse(fileError('--spec', 'No spec is named.', `Known: ${specs.join(', ')}.`));
  const text = writeConfig(targetOf(complete, url?.value ?? null, dirname(file)), complete.baseline ?? null);
  // What is written is read as a run would, so that no file is left that the next run refuses.
  const checked = await readConfig(text, file);
  if (!checked.ok) return refuse(...checked.errors);
  const written = await writeFileWhole(file, text, SHARED);
  if (!written.ok) return refuse(...written.errors);
  process.stdout.write(`${file} is written. Next: ${commandName()} run --config ${file} --quick\n`);
  return EXIT.conforms;
}

function targetOf(flags: InitFlags, url: URL | null, folder: string): ConfigTarget {
  const { baseUrl, reference, model, keyEnv, spec = '' } = flags;
  const fromFile = (name: string): string => (isFolderName(name) && !isAbsolute(name) ? pathFrom(folder, name) : name);
  return {
    name: flags.name ?? url?.hostname.replaceAll(/[^A-Za-z0-9.-]/gu, '') ?? 'reference',
    ...(baseUrl === undefined ? { reference: fromFile(reference ?? '') } : { baseUrl }),
    ...defined({ model, keyEnv }),
    specs: splitNames(spec).map(fromFile),
  };
}

/** A path relative to a folder, with a dot in front: paths in a configuration are relative to its file. */
function pathFrom(folder: string, path: string): string {
  const found = relative(folder, path).split(sep).join('/');
  return found.startsWith('.') ? found : `./${found}`;
}

function refuse(...errors: readonly InputError[]): ExitStatus {
  printErrors(errors);
  return EXIT.couldNotRun;
}
