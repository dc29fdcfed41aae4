import type { InputError } from '../model/input-error.js';
import type { JsonSchema } from '../model/json.js';
import { didYouMean } from '../spec/nearest.js';
import { checkShape } from '../spec/shape.js';
import type { Path, Source } from '../spec/source.js';
import { parseYaml } from '../spec/yaml-source.js';
import { quote } from '../wire/quote.js';
import type { Config, ConfigTarget } from './config.js';

/** The names that a configuration can use. */
export interface ConfigNames {
  readonly specs: readonly string[];
  readonly suites: readonly string[];
  readonly reporters: readonly string[];
}

/**
 * Parses a `conformance.yaml`.
 * @param schema `schemas/config.schema.json`
 * @returns what is wrong with it, at line and column, with the nearest key or name that would be right
 */
export function parseConfig(
  text: string,
  file: string,
  schema: JsonSchema,
  names: ConfigNames,
): { readonly config: Config } | { readonly errors: readonly InputError[] } {
  const parsed = parseYaml(text, file);
  if ('errors' in parsed) return parsed;
  const { source } = parsed;
  const misshapen = checkShape(schema, source);
  if (misshapen.length > 0) return { errors: misshapen };
  // The cast stands at the border: the schema has just vouched for it.
  const config = source.value as unknown as Config;
  const errors = [
    ...checkNames(source, ['suites'], config.suites, 'suite', names.suites),
    ...checkNames(
      source,
      ['reporters'],
      config.reporters?.map((reporter) => reporter.split('=', 1)[0] ?? ''),
      'reporter',
      names.reporters,
    ),
    ...(config.targets ?? []).flatMap((target, n) => checkTarget(source, target, n, config.targets ?? [], names)),
  ];
  return errors.length > 0 ? { errors } : { config };
}

function checkTarget(
  source: Source,
  target: ConfigTarget,
  n: number,
  targets: readonly ConfigTarget[],
  { specs }: ConfigNames,
): readonly InputError[] {
  const errors = [...checkNames(source, ['targets', n, 'specs'], target.specs, 'spec', specs)];
  if (target.reference !== undefined && !specs.includes(target.reference)) {
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
  what: string,
  known: readonly string[],
): readonly InputError[] {
  return (given ?? []).flatMap((name, n) =>
    known.includes(name) ? [] : [unknownName(source, [...path, n], what, name, known)],
  );
}

function unknownName(source: Source, path: Path, what: string, name: string, known: readonly string[]): InputError {
  return source.fail(path, `There is no ${what} ${quote(name)}.`, didYouMean(name, known));
}
