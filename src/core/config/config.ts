import { checkClientNames, type NamedClient } from '../clients/select-clients.js';
import { type InputError, fail, ok, type Result } from '../model/result.js';
import type { JsonSchema } from '../model/json.js';
import { isFolderName } from '../spec/pick-specs.js';
import { didYouMean } from '../spec/suggestion.js';
import { checkShape } from '../spec/check-shape.js';
import type { Source } from '../spec/source.js';
import { parseYaml } from '../spec/parse-yaml.js';
import { quote } from '../wire/quote.js';
import type { Path } from '../wire/pointer.js';

/** An endpoint that is tested regularly. */
export interface ConfigTarget {
  readonly name: string;
  /** Exactly one of `baseUrl` and `reference` is set. */
  readonly baseUrl?: string;
  readonly reference?: string;
  readonly model?: string;
  readonly limitParameter?: string;
  readonly keyEnv?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly specs?: readonly string[];
}

/** `conformance.yaml`, as `schemas/config.schema.json` describes it. Flags override it; defaults fill the rest. */
export interface Config {
  readonly targets?: readonly ConfigTarget[];
  readonly suites?: readonly string[];
  /** Folders of the user's own suites. */
  readonly suiteFolders?: readonly string[];
  readonly only?: readonly string[];
  readonly budgets?: { readonly rpm?: number; readonly maxRequests?: number; readonly maxTokens?: number };
  readonly baseline?: string;
  readonly reporters?: readonly string[];
  readonly out?: string;
  readonly failOn?: 'must' | 'should';
  /** Client libraries: only findings that break one of them fail the run. */
  readonly clients?: readonly string[];
  /** In percent. */
  readonly maxInconclusive?: number;
  /** Send every case, without a budget. */
  readonly all?: boolean;
  readonly concurrency?: number;
  readonly timeout?: number;
  readonly repeat?: number;
}

/** The names that a configuration may use. */
export interface ConfigNames {
  readonly specs: readonly string[];
  readonly suites: readonly string[];
  readonly reporters: readonly string[];
  /** The measured client libraries. */
  readonly clients?: readonly NamedClient[];
}

/**
 * Parses a `conformance.yaml`.
 * @param schema `schemas/config.schema.json`
 * @returns the configuration, or errors with line, column and the nearest valid key or name
 */
export function parseConfig(text: string, file: string, schema: JsonSchema, names: ConfigNames): Result<Config> {
  const parsed = parseYaml(text, file);
  if (!parsed.ok) return parsed;
  const source = parsed.value;
  const misshapen = checkShape(schema, source);
  if (misshapen.length > 0) return fail(misshapen);
  // The schema was checked just before.
  const config = source.value as unknown as Config;
  const errors = [
    // The run checks the names when there are other suites than those of the package.
    ...(config.suiteFolders === undefined ? checkNames(source, ['suites'], config.suites, 'suite', names.suites) : []),
    ...checkNames(
      source,
      ['reporters'],
      config.reporters?.map((reporter) => reporter.split('=', 1)[0] ?? ''),
      'reporter',
      names.reporters,
    ),
    ...(config.clients ?? []).flatMap((name, n) =>
      checkClientNames([name], names.clients ?? []).map(({ reason, suggestion }) =>
        source.fail(['clients', n], reason, suggestion),
      ),
    ),
    ...(config.targets ?? []).flatMap((target, n) => checkTarget(source, target, n, config.targets ?? [], names)),
  ];
  return errors.length > 0 ? fail(errors) : ok(config);
}

function checkTarget(
  source: Source,
  target: ConfigTarget,
  n: number,
  targets: readonly ConfigTarget[],
  { specs }: ConfigNames,
): readonly InputError[] {
  const errors = [...checkNames(source, ['targets', n, 'specs'], target.specs, 'spec', specs)];
  if (target.reference !== undefined && !specs.includes(target.reference) && !isFolderName(target.reference)) {
    errors.push(unknownName(source, ['targets', n, 'reference'], 'spec', target.reference, specs));
  }
  if ((target.baseUrl === undefined) === (target.reference === undefined)) {
    const reason = `The target ${target.name} names ${target.baseUrl === undefined ? 'no endpoint' : 'two endpoints'}.`;
    errors.push(source.fail(['targets', n], reason, 'Give it baseUrl: or reference:, one of the two.'));
  }
  if (targets.findIndex(({ name }) => name === target.name) < n) {
    errors.push(source.fail(['targets', n, 'name'], `There are two targets ${target.name}.`, 'Rename one of them.'));
  }
  return errors;
}

function checkNames(
  source: Source,
  path: Path,
  given: readonly string[] | undefined,
  kind: string,
  known: readonly string[],
): readonly InputError[] {
  return (given ?? []).flatMap((name, n) =>
    known.includes(name) || (kind === 'spec' && isFolderName(name))
      ? []
      : [unknownName(source, [...path, n], kind, name, known)],
  );
}

function unknownName(source: Source, path: Path, kind: string, name: string, known: readonly string[]): InputError {
  return source.fail(path, `There is no ${kind} ${quote(name)}.`, didYouMean(name, known));
}
