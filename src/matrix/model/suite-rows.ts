import { dialects } from '../../core/dialect/index.js';
import type { CaseRow, PlannedCase, Run, SuiteRow } from './matrix.js';
import { makeSlugs } from './slug.js';

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

/**
 * The rows of the matrix: core suites first, then optional ones; cases in the order of the plans.
 * @param runs the oldest first: the newest plan of a case gives its title
 */
export function suiteRows(runs: readonly Run[], titles: ReadonlyMap<string, string>): readonly SuiteRow[] {
  const planned = new Map<string, PlannedCase>();
  for (const { cases } of runs) for (const each of cases) planned.set(each.id, each);
  const known = new Set([...planned.keys(), ...runs.flatMap(({ files }) => [...files.keys()])]);
  const order = [...titles.keys()];
  const rank = (suite: string): number => (order.includes(suite) ? order.indexOf(suite) : order.length);
  const slug = makeSlugs();
  const slugs = new Map<string, string>();
  const rows = new Map<string, SuiteRow & { readonly cases: CaseRow[] }>();
  for (const id of known) {
    const suite = id.split('/')[0] ?? id;
    const optional = isOptional(suite, planned.get(id)?.needs ?? null);
    if (!slugs.has(suite)) slugs.set(suite, slug(suite));
    const key = `${suite} ${optional}`;
    const row = rows.get(key) ?? {
      id: suite,
      slug: slugs.get(suite) ?? suite,
      title: titles.get(suite) ?? suite,
      optional,
      cases: [],
    };
    rows.set(key, row);
    row.cases.push({ id, title: planned.get(id)?.title ?? id });
  }
  return [...rows.values()].sort(
    (a, b) => Number(a.optional) - Number(b.optional) || rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1),
  );
}

/**
 * Whether a case needs something that an API need not have.
 * @param needs null if no run has the plan of the case
 */
function isOptional(suite: string, needs: readonly string[] | null): boolean {
  if (!CORE_SUITES.has(suite)) return true;
  return needs !== null && needs.some((need) => !CORE_NEEDS.has(need));
}
