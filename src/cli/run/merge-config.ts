import { defined } from '../../core/model/defined.js';
import { REPLACED } from '../../core/redact/credential-names.js';
import type { Config, ConfigTarget } from '../../core/config/config.js';
import { fail, type InputError, ok, type Result } from '../../core/model/result.js';
import { didYouMean } from '../../core/spec/suggestion.js';
import { fileError } from '../../core/spec/source.js';
import { findConfig } from '../../io/files/find-config.js';
import type { RecordedRun } from '../../io/record/read-run-started.js';
import type { GivenFlags, RunFlags } from './flags.js';
import { checkUntrusted } from './untrusted-config.js';
import { printErrors } from '../shared/run-action.js';

/**
 * Merges flags, configuration file and defaults: a given flag overrides the file, and the file overrides defaults.
 * Prints what is wrong and returns null if they do not describe a run.
 * @param isGiven whether a flag is on the command line, by its name in camel case
 */
export async function mergeConfig(flags: GivenFlags, isGiven: (name: string) => boolean): Promise<RunFlags | null> {
  const file = findConfig(flags.config);
  const read = file === null ? null : await load(file);
  if (read?.ok === false) return failWith(read.errors);
  const loaded = read?.value ?? null;
  const recorded = flags.resume === undefined ? null : await loadRecorded(flags.resume);
  const hidden = [
    ...(flags.baseUrl === undefined ? [['--base-url', recorded?.target.baseUrl] as const] : []),
    ...(flags.against === undefined ? [['--against', recorded?.against?.target.baseUrl] as const] : []),
  ].find(([, url]) => url?.includes(REPLACED));
  if (hidden !== undefined)
    return failWith([fileError(hidden[0], 'The record does not contain the query of the URL.', 'Give the URL again.')]);
  const named = recorded !== null || flags.baseUrl !== undefined || flags.reference !== undefined;
  const isKnown = loaded?.config.targets?.some(({ name }) => name === recorded?.target.name) === true;
  const picked = pickTarget(loaded, flags.target ?? (isKnown ? recorded?.target.name : undefined), named);
  if (!picked.ok) return failWith(picked.errors);
  const target = picked.value;
  const { target: _, config: __, ...own } = flags;
  const given = Object.fromEntries(Object.entries(own).filter(([name]) => isGiven(name)));
  // An endpoint on the command line replaces that of the target; its other settings stay.
  const { baseUrl: ___, reference: ____, name: _____, ...elsewhere } = fromTarget(target);
  const provided = { ...fromConfig(loaded?.config ?? {}), ...(named ? elsewhere : fromTarget(target)) };
  const ofRecord = recorded === null ? {} : fromRecord(recorded, flags);
  const ofVersion = recorded === null ? {} : versionOf(recorded, { ...provided, ...given });
  const settled = {
    ...own,
    ...provided,
    ...ofRecord,
    ...given,
    ...ofVersion,
  };
  if (isGiven('resume') && isGiven('out'))
    return failWith([fileError('--out', '--resume continues in its own folder.', 'Remove --out.')]);
  if (recorded === null && flags.resume !== undefined && settled.spec === undefined)
    return failWith([fileError('--resume', `${flags.resume} does not contain the record of a run.`)]);
  if (settled.spec === undefined)
    return failWith([
      fileError('--spec', 'No spec is named.', 'Name one, such as --spec openai. See conformance list specs.'),
    ]);
  if (file !== null && flags.config === undefined) {
    const isFromFile = (name: keyof RunFlags): boolean => Object.hasOwn(provided, name) && !Object.hasOwn(given, name);
    const errors = checkUntrusted({ file, settled, isFromFile, environment: process.env });
    if (errors.length > 0) return failWith(errors);
  }
  return { ...settled, spec: settled.spec, ...defined({ configFile: file ?? undefined }) };
}

// Loaded only when needed: the first request does not wait for it.
async function load(file: string) {
  const { loadConfig } = await import('../../io/files/load-config.js');
  return loadConfig(file);
}

async function loadRecorded(dir: string) {
  const { readRunStarted } = await import('../../io/record/read-run-started.js');
  return readRunStarted(dir);
}

/** What a resumed run was sent to and judged by, its part and its cases. Flags name what the record does not: a key, headers. */
function fromRecord(
  { target, specs, against, shard, selection = {} }: RecordedRun,
  given: GivenFlags,
): Partial<RunFlags> {
  const { suites, only, all, limitParameter, quickOf } = selection;
  return defined({
    suite: suites,
    only,
    all,
    limitParameter,
    quick: quickOf === undefined ? undefined : true,
    baseUrl: given.reference === undefined ? target.baseUrl : undefined,
    model: target.model ?? undefined,
    name: target.name,
    against: given.againstReference === undefined ? against?.target.baseUrl : undefined,
    againstModel: against?.target.model ?? undefined,
    spec: specs.map(({ id }) => id).join(','),
    shard: shard && { index: shard.index, of: shard.of },
  });
}

/** The headers of a resumed run: those of its flags, and the one that chose the version of the API. */
function versionOf({ selection }: RecordedRun, { header = [] }: Partial<RunFlags>): Partial<RunFlags> {
  const { headers } = selection ?? {};
  return headers === undefined ? {} : { header: [...header, ...Object.entries(headers).map(writeHeader)] };
}

const writeHeader = ([name, value]: readonly [string, string]): string => `${name}: ${value}`;

/** The target to test; null if the flags name an endpoint and no target, or if the file has none. */
function pickTarget(
  loaded: { readonly config: Config; readonly file: string } | null,
  name: string | undefined,
  named: boolean,
): Result<ConfigTarget | null> {
  const targets = loaded?.config.targets ?? [];
  if (name === undefined) {
    if (named || targets.length === 0) return ok(null);
    const [only] = targets;
    const names = targets.map((target) => target.name).join(', ');
    return targets.length === 1 && only !== undefined
      ? ok(only)
      : fail([fileError('--target', 'The configuration has several targets.', `Name one of ${names}.`)]);
  }
  const found = targets.find((target) => target.name === name);
  if (found !== undefined) return ok(found);
  const known = targets.map((target) => target.name);
  const where =
    loaded === null
      ? 'There is no conformance.yaml in this folder'
      : `${loaded.file} has no target ${JSON.stringify(name)}`;
  return fail([fileError('--target', `${where}.`, didYouMean(name, known) ?? 'conformance init writes one.')]);
}

function fromTarget(target: ConfigTarget | null): Partial<RunFlags> {
  if (target === null) return {};
  const { name, baseUrl, reference, model, limitParameter, keyEnv, headers, specs } = target;
  return defined({
    name,
    baseUrl,
    reference,
    model,
    limitParameter,
    keyEnv,
    header: headers && Object.entries(headers).map(writeHeader),
    spec: specs?.join(','),
  });
}

function fromConfig(config: Config): Partial<RunFlags> {
  const { targets: _, suites, suiteFolders, reporters, budgets, only, clients, ...alike } = config;
  return defined({
    ...alike,
    ...budgets,
    suite: suites,
    suites: suiteFolders,
    only,
    client: clients?.join(','),
    reporter: reporters,
  });
}

function failWith(errors: readonly InputError[]): null {
  printErrors(errors);
  return null;
}
