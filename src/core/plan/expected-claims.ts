import { dialectOf } from '../dialect/index.js';
import type { Case, Step } from '../model/case.js';
import type { Claim, Holder, SchemaName } from '../model/claim.js';
import type { Spec } from '../model/spec.js';

/**
 * The claims that a case can test, by what its requests contain: features, parameters, mistakes, and the schema of the
 * expected response. Names of claims include their spec. No response is needed, so some of them may stay untested: a
 * claim that a check holds counts with the feature that promises it.
 */
export function expectedClaims(testCase: Case, specs: readonly Spec[]): ReadonlySet<string> {
  const own = specs.filter(({ id }) => testCase.specs.includes(id));
  return new Set(own.flatMap((spec) => claimsOf(testCase, spec).map((claim) => `${spec.id} ${claim}`)));
}

function claimsOf(testCase: Case, spec: Spec): readonly string[] {
  const used = new Set([testCase.about, ...testCase.needs, ...testCase.steps.flatMap(parametersOf)]);
  const documents = new Set(testCase.steps.map((step) => documentOf(testCase, step, spec)));
  const tests = (holder: Holder): boolean => {
    switch (holder.by) {
      case 'case':
        return holder.case === testCase.id;
      case 'mistake':
        return holder.mistake === testCase.mistake;
      case 'feature':
        return testCase.mistake === null && used.has(holder.feature);
      case 'schema':
        return holder.schema === 'request' ? used.has(parameterAt(holder.pointer)) : documents.has(holder.schema);
      case 'check':
        return false;
    }
  };
  const promised = [...used].flatMap((feature) => spec.features[feature] ?? []);
  return [...promised, ...spec.claims.filter(({ heldBy }: Claim) => heldBy.some(tests)).map(({ id }) => id)];
}

function parametersOf({ body }: Step): readonly string[] {
  return Object.keys(body ?? {});
}

/** The schema of the response that the documents promise for a step; null for none. */
function documentOf({ expects }: Case, { method, path, stream }: Step, spec: Spec): SchemaName | null {
  if (expects === 'refused') return 'error';
  const operation = dialectOf(spec).operationOf({ method, url: path });
  if (operation === 'models') return 'models';
  if (operation !== 'generate') return null;
  return stream ? 'chunk' : 'response';
}

/** The parameter that a node of the request schema belongs to: `stop` of `/properties/stop/anyOf/1`. */
function parameterAt(pointer: string): string {
  return /^\/properties\/([^/]+)/u.exec(pointer)?.[1] ?? '';
}
