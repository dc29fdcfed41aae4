import {
  callChecks,
  contentChecks,
  errorChecks,
  formChecks,
  framingChecks,
  httpChecks,
  outcomeChecks,
  schemaChecks,
} from '../checks/index.js';
import type { Check } from '../dialect/check.js';
import { checksByDialect } from '../dialect/checks.js';
import { memoize } from '../model/memoize.js';
import type { Spec } from '../model/spec.js';

const ofDialects: readonly Check[] = [...checksByDialect.values()].flat();

/** A check that every dialect has, with what the checks of the dialects say about its reports. */
function withDialects(check: Check): Check {
  const causes = ofDialects.filter(({ consequences }) => consequences.includes(check.id)).map(({ id }) => id);
  const explanations = ofDialects.flatMap(({ id, explains }) =>
    explains
      .filter((explained) => explained.check === check.id)
      .map(({ code }) => (code === undefined ? id : { check: id, explains: code })),
  );
  return {
    ...check,
    consequenceOf: [...causes, ...check.consequenceOf],
    explainedBy: [...explanations, ...check.explainedBy],
  };
}

/** Every check there is, in the order in which they run. A check that is not listed here does not exist. */
export const checks: readonly Check[] = [
  ...[...outcomeChecks, ...httpChecks, ...formChecks, ...framingChecks, ...schemaChecks, ...errorChecks].map(
    withDialects,
  ),
  ...ofDialects,
  ...[...callChecks, ...contentChecks].map(withDialects),
];

const byId: ReadonlyMap<string, Check> = new Map(checks.map((check) => [check.id, check]));

/** The check that reports a divergence; undefined when this version does not have it. */
export function checkOf({ check }: { readonly check: string }): Check | undefined {
  return byId.get(check);
}

const foreignTo = (dialect: string): ReadonlySet<Check> =>
  new Set([...checksByDialect].flatMap(([id, those]) => (id === dialect ? [] : those)));

/** The checks that can run for a spec: not those of other dialects, whatever its claims name. */
export const checksFor = memoize(({ dialect }: Spec): readonly Check[] => {
  const foreign = foreignTo(dialect);
  return checks.filter((check) => !foreign.has(check));
});
