import { dialectOf, dialectOfRequest } from '../dialect/index.js';
import type { Step } from '../model/case.js';
import type { InputError } from '../model/result.js';
import type { Spec } from '../model/spec.js';
import { parameterSchema, promises } from '../schema/promises.js';
import { fileError } from '../spec/source.js';

/** A need that any documented parameter for a token limit meets. */
export const TOKEN_LIMIT = 'token-limit';

/** Whether the documents promise what a case needs: a feature, a request parameter or a token limit. */
export function meetsNeed(spec: Spec, need: string): boolean {
  return need === TOKEN_LIMIT ? documentedLimits(spec).length > 0 : promises(spec, need);
}

/** The documented parameters that limit output tokens, the oldest first. */
export function documentedLimits(spec: Spec): readonly string[] {
  return dialectOf(spec).request.tokenLimits.filter((name) => parameterSchema(spec, name) !== null);
}

/** The parameter that gets the token limit of a request: the chosen one if documented, else the first; null for none. */
export function limitParameter(spec: Spec, chosen: string | undefined): string | null {
  const documented = documentedLimits(spec);
  return documented.find((name) => name === chosen) ?? documented[0] ?? null;
}

/** Errors for a `--limit-parameter` that no spec of the run documents. */
export function checkLimit(specs: readonly Spec[], name: string): readonly InputError[] {
  const known = [...new Set(specs.flatMap(documentedLimits))];
  if (known.includes(name)) return [];
  const ids = specs.map(({ id }) => id).join(', ');
  const reason = `${JSON.stringify(name)} is not a token limit that ${ids} documents.`;
  const hint = known.length === 0 ? 'No token limit is documented.' : `Documented: ${known.join(', ')}.`;
  return [fileError('--limit-parameter', reason, hint)];
}

/** A limit above this is none: no answer is so long. */
const LARGEST_LIMIT = 10_000_000;

/** The most output tokens that a step can cost; null when nothing limits them, 0 without a JSON body. */
export function mostTokens({ method, path, body }: Step): number | null {
  if (body === undefined) return 0;
  const request = { method, url: path };
  const dialect = dialectOfRequest(request);
  if (dialect.operationOf(request) === 'count-tokens') return 0;
  const most = dialect.request.mostTokens(body);
  return most !== null && most > LARGEST_LIMIT ? null : most;
}
