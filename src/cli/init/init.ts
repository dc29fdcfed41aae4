import { existsSync } from 'node:fs';
import type { ConfigTarget } from '../../core/config/config.js';
import { writeConfig } from '../../core/config/write-config.js';
import type { InputError } from '../../core/model/input-error.js';
import { fileError } from '../../core/spec/source.js';
import { parseBaseUrl } from '../../io/http/base-url.js';
import { readConfig } from '../../io/files/load-config.js';
import { writeFileWhole } from '../../io/files/write-file.js';
import { EXIT, type ExitStatus } from '../shared/exit-status.js';
import { readAll, splitIds } from '../shared/read-all.js';
import { printErrors } from '../shared/print-errors.js';

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

/** Puts a question, and answers with the line that was typed. */
export type Question = (text: string) => Promise<string>;

/**
 * Runs `conformance init`. Returns the exit status.
 * @param question asks whoever is there for what the flags leave out; null where nobody is
 */
export async function initCommand(flags: InitFlags, question: Question | null): Promise<ExitStatus> {
  const { config: file } = flags;
  if (existsSync(file)) return refuse(fileError(file, 'The file already exists.', 'Choose another with --config.'));
  const read = await readAll();
  if (read === null) return EXIT.couldNotRun;
  const specs = read.specs.map(({ id }) => id);
  const complete = question === null ? flags : await ask(flags, specs, question);
  const { baseUrl, reference } = complete;
  if (baseUrl === undefined && reference === undefined)
    return refuse(fileError('--base-url', 'No endpoint is named.', 'Give --base-url URL, or --reference ID.'));
  const url = baseUrl === undefined ? null : parseBaseUrl(baseUrl);
  if (url?.ok === false) return refuse(...url.errors);
  if (complete.spec === undefined)
    return refuse(fileError('--spec', 'No spec is named.', `Known: ${specs.join(', ')}.`));
  const text = writeConfig(targetOf(complete, url?.value ?? null), complete.baseline ?? null);
  // What is written is read as a run would, so that no file is left that the next run refuses.
  const checked = await readConfig(text, file);
  if (!checked.ok) return refuse(...checked.errors);
  const written = await writeFileWhole(file, text);
  if (!written.ok) return refuse(...written.errors);
  process.stdout.write(`${file} is written. Now: conformance run\n`);
  return EXIT.conforms;
}

function targetOf(flags: InitFlags, url: URL | null): ConfigTarget {
  const { baseUrl, reference, model, keyEnv, spec = '' } = flags;
  return {
    name: flags.name ?? url?.hostname.replaceAll(/[^A-Za-z0-9.-]/gu, '') ?? 'reference',
    ...(baseUrl === undefined ? { reference: reference ?? '' } : { baseUrl }),
    ...(model === undefined ? {} : { model }),
    ...(keyEnv === undefined ? {} : { keyEnv }),
    specs: splitIds(spec),
  };
}

/** Asks for what the flags leave out; an empty answer leaves it out, or takes the default where one is shown. */
async function ask(flags: InitFlags, specs: readonly string[], question: Question): Promise<InitFlags> {
  const complete = async (given: string | undefined, text: string): Promise<string | undefined> => {
    if (given !== undefined) return given;
    const answer = (await question(`${text} `)).trim();
    return answer === '' ? undefined : answer;
  };
  const baseUrl =
    flags.reference === undefined
      ? await complete(flags.baseUrl, 'Endpoint with its version prefix, such as https://gateway.example/v1:')
      : undefined;
  const spec = await complete(flags.spec, `Judge it by whose documents (${specs.join(', ')}; several with commas):`);
  const model = await complete(flags.model, 'Model to ask for (empty: what the documents recommend):');
  const keyEnv = await complete(flags.keyEnv, 'Environment variable with the API key [CONFORMANCE_API_KEY]:');
  const baseline = await complete(flags.baseline, 'File of known divergences (empty: none yet):');
  const answers = { baseUrl, spec, model, keyEnv, baseline };
  const told = Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== undefined));
  return { ...flags, ...told };
}

function refuse(...errors: readonly InputError[]): ExitStatus {
  printErrors(errors);
  return EXIT.couldNotRun;
}
