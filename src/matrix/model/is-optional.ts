/** What every chat API has, whatever else it offers: a case that needs nothing more is core. */
const CORE_NEEDS: ReadonlySet<string> = new Set([
  'endpoint',
  'messages',
  'model',
  'stream',
  'stream-default',
  'system-message',
  'max_tokens',
  'max_completion_tokens',
  'token-limit',
  'errors',
  'auth-required',
]);

/** Suites whose cases are core where no plan says what they need. */
const CORE_SUITES: ReadonlySet<string> = new Set(['basic', 'streaming', 'errors', 'auth']);

/** Whether a case needs something that a chat API need not have. `needs` is null where no run has its plan. */
export function isOptional(suite: string, needs: readonly string[] | null): boolean {
  if (!CORE_SUITES.has(suite)) return true;
  return needs !== null && needs.some((need) => !CORE_NEEDS.has(need));
}
