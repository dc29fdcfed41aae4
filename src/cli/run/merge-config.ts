import type { Config, ConfigTarget } from '../../core/config/config.js';
import type { InputError } from '../../core/model/input-error.js';
import { didYouMean } from '../../core/spec/suggestion.js';
import { fileError } from '../../core/spec/source.js';
import { findConfig } from '../../io/files/find-config.js';
import type { GivenFlags, RunFlags } from './flags.js';
import { tellErrors } from '../shared/print-errors.js';

/**
 * What a run is to be: flags that were given win over the configuration, which wins over defaults. Tells what is wrong,
 * and answers null, where the two do not make a run.
 * @param isGiven whether a flag stood on the command line, by its name in camel case
 */
export async function settleFlags(flags: GivenFlags, isGiven: (name: string) => boolean): Promise<RunFlags | null> {
  const file = findConfig(flags.config);
  const read = file === null ? null : await load(file);
  if (read !== null && !read.ok) return tell(read.errors);
  const loaded = read?.value ?? null;
  const named = flags.baseUrl !== undefined || flags.reference !== undefined;
  const target = pickTarget(loaded, flags.target, named);
  if (target !== null && 'reason' in target) return tell([target]);
  const { target: _, config: __, ...own } = flags;
  const given = Object.fromEntries(Object.entries(own).filter(([name]) => isGiven(name)));
  // Whoever names another endpoint means that one, whatever else the target says.
  const { baseUrl: ___, reference: ____, ...elsewhere } = fromTarget(target);
  const settled = {
    ...own,
    ...fromConfig(loaded?.config ?? {}),
    ...(named ? elsewhere : fromTarget(target)),
    ...given,
  };
  if (isGiven('resume') && isGiven('out'))
    return tell([fileError('--out', 'A run goes on in the folder that --resume names.', 'Leave --out out.')]);
  if (settled.spec === undefined)
    return tell([
      fileError('--spec', 'No spec is named.', 'Name one, as in --spec openai; conformance list specs has them.'),
    ]);
  return { ...settled, spec: settled.spec };
}

// What few runs need is loaded where one does: the first request shall not wait for it.
async function load(file: string) {
  const { loadConfig } = await import('../../io/files/load-config.js');
  return loadConfig(file);
}

/** The target that is asked; null where the flags name an endpoint and no target, or where there is none. */
function pickTarget(
  loaded: { readonly config: Config; readonly file: string } | null,
  name: string | undefined,
  named: boolean,
): ConfigTarget | InputError | null {
  const targets = loaded?.config.targets ?? [];
  if (name === undefined) {
    if (named || targets.length === 0) return null;
    const [only] = targets;
    const names = targets.map((target) => target.name).join(', ');
    return targets.length === 1 && only !== undefined
      ? only
      : fileError('--target', 'The configuration has several targets.', `Name one of ${names}.`);
  }
  const found = targets.find((target) => target.name === name);
  if (found !== undefined) return found;
  const known = targets.map((target) => target.name);
  const where =
    loaded === null ? 'There is no conformance.yaml here' : `${loaded.file} has no target ${JSON.stringify(name)}`;
  return fileError('--target', `${where}.`, didYouMean(name, known) ?? 'conformance init writes one.');
}

function fromTarget(target: ConfigTarget | null): Partial<RunFlags> {
  if (target === null) return {};
  const { baseUrl, reference, model, limitParameter, keyEnv, headers, specs } = target;
  return {
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(reference === undefined ? {} : { reference }),
    ...(model === undefined ? {} : { model }),
    ...(limitParameter === undefined ? {} : { limitParameter }),
    ...(keyEnv === undefined ? {} : { keyEnv }),
    ...(headers === undefined ? {} : { header: Object.entries(headers).map(([key, value]) => `${key}: ${value}`) }),
    ...(specs === undefined ? {} : { spec: specs.join(',') }),
  };
}

function fromConfig(config: Config): Partial<RunFlags> {
  const { targets: _, suites, reporters: told, budgets, only, ...alike } = config;
  return {
    ...alike,
    ...budgets,
    ...(suites === undefined ? {} : { suite: suites }),
    ...(only === undefined ? {} : { only }),
    ...(told === undefined ? {} : { reporter: told }),
  };
}

function tell(errors: readonly InputError[]): null {
  tellErrors(errors);
  return null;
}
