import { dialects } from '../../core/dialect/index.js';

/** What every API has: a case that needs nothing else is core. */
const CORE_NEEDS: ReadonlySet<string> = new Set([
  'endpoint',
  'stream',
  'stream-default',
  'system-message',
  'token-limit',
  'errors',
  'auth-required',
  ...[...dialects.values()].flatMap(({ request }) => [...request.structural, ...request.tokenLimits]),
]);

/** Suites whose cases are core when no plan records their needs. */
const CORE_SUITES: ReadonlySet<string> = new Set(['basic', 'streaming', 'errors', 'auth']);

/** Whether a case needs something that an API need not have. `needs` is null when no run has its plan. */
export function isOptional(suite: string, needs: readonly string[] | null): boolean {
  if (!CORE_SUITES.has(suite)) return true;
  return needs !== null && needs.some((need) => !CORE_NEEDS.has(need));
}
