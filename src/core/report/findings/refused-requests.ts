import { featuresOf } from './failure-causes.js';
import type { Cause } from './cause.js';
import { common, operationIn, type Features } from './request-features.js';

/**
 * Which requests fail for a cause, in words that are equal for equal causes of other runs: `stream: true`, `tools`,
 * `temperature and top_p`, `without stream: true`, `header anthropic-version: 2026-10-21`, `GET /models`, `all`. Null if
 * accepted requests have it, too.
 * @param accepted the requests for the same operations that were accepted
 */
export function refusedRequests(cause: Cause, accepted: readonly Features[]): string | null {
  const { members, why, parameter, names = [], others = [], value, values = [], member, alsoAccepted, lacking } = cause;
  if (why === 'intermittent' || why === 'size') return null;
  if (why === 'together') return names.toSorted().join(' and ');
  if (why === 'parameter') {
    const main = member ?? `${parameter}${value == null ? '' : `: ${value}`}`;
    return alsoAccepted === true ? null : [main, ...values, ...others].join(', ');
  }
  if (lacking !== null) return alsoAccepted === true ? null : `without ${lacking}`;
  const all = members.map(featuresOf);
  const [operation = '', ...further] = new Set(all.map((features) => belowVersion(operationIn(features))));
  if (why === 'operation' || (further.length === 0 && operation.startsWith('GET '))) return operation;
  if (accepted.length === 0) return alsoAccepted === true ? null : 'all';
  const header = [...common(all)].find(
    (feature) => feature.startsWith('header ') && !accepted.some((each) => each.has(feature)),
  );
  return header?.replace('=', ': ') ?? null;
}

/** `GET /models` of `GET /openai/v1/models`: where an API is mounted does not matter. */
function belowVersion(operation: string): string {
  return operation.replace(/^(\S+) .*\/v\d[^/]*(?=\/)/u, '$1 ');
}
