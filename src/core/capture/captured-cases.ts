import type { Case, Omission } from '../model/case.js';
import type { Exchange } from '../model/exchange.js';
import type { Spec } from '../model/spec.js';
import { groupBy } from '../model/group-by.js';
import { capturedCase } from './captured-case.js';
import { contextOf, type CaptureContext } from './capture-context.js';
import { nameOfCapture } from './case-name.js';
import { matchPlanned } from './match-planned.js';

/** What one file captured. */
export interface Capture {
  readonly exchanges: readonly Exchange[];
  /** The cases that its exchanges may name: those of the run that wrote it, or those that a run would plan. */
  readonly planned: readonly Case[];
  /** Cases that a spec does not document. Exchanges that were sent for other specs do not test them. */
  readonly omitted: readonly Omission[];
}

/** A case with the exchanges that are judged as its own. */
export interface CapturedExchanges {
  readonly case: Case;
  readonly exchanges: readonly Exchange[];
}

/** Everything in a file, as cases. */
export interface CapturedCases {
  readonly cases: readonly CapturedExchanges[];
  readonly omitted: readonly Omission[];
}

/**
 * Makes cases of captured exchanges, so that they can be judged like those of a run. An exchange that this tool sent for a
 * planned case belongs to that case if the request is still the same; each other one becomes a case
 * `captured/<n>-<name>`. Exchanges get ids and case ids that are unique among all files.
 * @param first how many exchanges other files held before
 * @param used the cases that other files gave, as `nameOfResult` writes them
 */
export function casesOfCapture(
  { exchanges, planned, omitted }: Capture,
  specs: readonly Spec[],
  first: number,
  used: ReadonlySet<string>,
): CapturedCases {
  const numbered = exchanges.map((exchange, at) => ({ ...exchange, id: first + at }));
  const context = contextOf(exchanges);
  const ours = byName(numbered.filter(isOurs));
  const claims = specs.flatMap((spec) => claimsOf(spec, planned, ours));
  const known = [...groupBy(claims, ({ key }) => key).values()].flatMap((same): readonly CapturedExchanges[] => {
    const [claim] = same;
    const [opening] = claim?.exchanges ?? [];
    if (claim === undefined || opening === undefined) return [];
    const judging = same.map(({ spec }) => spec);
    const taken = judging.some((spec) => used.has(nameOfResult(claim.case.id, spec)));
    const id = taken ? `captured/${opening.id + 1}-${nameOfCapture(opening)}` : claim.case.id;
    return [rename({ ...claim.case, id, specs: judging }, claim.exchanges)];
  });
  const others = numbered.map((exchange) =>
    ofExchange(
      exchange,
      specs.filter((spec) => isLeft(exchange, spec, claims, omitted)),
      context,
    ),
  );
  const named = omitted.filter((each) => [...ours.keys()].some((id) => isNamed(each, id)));
  return {
    cases: [...known, ...others.flatMap(({ cases }) => cases)].toSorted((a, b) => firstId(a) - firstId(b)),
    omitted: [...named, ...others.flatMap((other) => other.omitted), ...restOf(numbered, specs, claims, omitted)],
  };
}

/** Exchanges by the cases that they were sent for. */
function byName(exchanges: readonly Exchange[]): ReadonlyMap<string, readonly Exchange[]> {
  const named = exchanges.flatMap((exchange) =>
    [exchange.case, ...(exchange.also ?? []).map((turn) => turn.case)].map((id) => ({ id, exchange })),
  );
  const groups = [...groupBy(named, ({ id }) => id)];
  return new Map(groups.map(([id, those]) => [id, [...new Set(those.map(({ exchange }) => exchange))]]));
}

/** The key of a result in a report. */
export function nameOfResult(id: string, spec: string): string {
  return `${spec} ${id}`;
}

/** Exchanges that are those of a planned case, by one spec. */
interface Claim extends CapturedExchanges {
  readonly spec: string;
  /** The same for specs that judge the same exchanges as the same case. */
  readonly key: string;
}

function claimsOf(
  spec: Spec,
  planned: readonly Case[],
  ours: ReadonlyMap<string, readonly Exchange[]>,
): readonly Claim[] {
  return planned.flatMap((each, n) => {
    const exchanges = each.specs.includes(spec.id) ? matchPlanned(each, ours.get(each.id) ?? []) : [];
    if (exchanges.length === 0) return [];
    const key = [n, ...exchanges.map(({ id }) => id)].join(' ');
    return [{ case: each, exchanges, spec: spec.id, key }];
  });
}

/** Whether no plan says what to make of an exchange. As in a run, a spec judges no case that only another one has. */
function isLeft(exchange: Exchange, spec: Spec, claims: readonly Claim[], omitted: readonly Omission[]): boolean {
  if (!isOurs(exchange)) return true;
  if (omitted.some((each) => each.spec === spec.id && isNamed(each, exchange.case))) return false;
  const isClaimed = (claim: Claim): boolean => claim.exchanges.some(({ id }) => id === exchange.id);
  return !claims.some((claim) => isClaimed(claim) || (claim.spec === spec.id && claim.case.id === exchange.case));
}

/** Omissions name a case, or all that a parameter would have: `penalties/top_k.*`. */
function isNamed(omission: Omission, id: string): boolean {
  const { case: name } = omission;
  return name === id || (name.endsWith('.*') && id.startsWith(name.slice(0, -1)));
}

/** What a run sent with another text, for a spec that is not judged now: the case was judged by the text of these. */
function restOf(
  numbered: readonly Exchange[],
  specs: readonly Spec[],
  claims: readonly Claim[],
  omitted: readonly Omission[],
): readonly Omission[] {
  const held = new Set(claims.flatMap(({ exchanges }) => exchanges.map(({ id }) => id)));
  const rest = numbered.filter(
    (exchange) =>
      !held.has(exchange.id) &&
      !omitted.some((each) => isNamed(each, exchange.case)) &&
      !specs.some((spec) => isLeft(exchange, spec, claims, omitted)),
  );
  return rest.flatMap((exchange) =>
    specs.map(({ id: spec }) => ({
      case: `captured/${exchange.id + 1}-${nameOfCapture(exchange)}`,
      spec,
      needs: `a different request: another exchange is judged as ${exchange.case}`,
    })),
  );
}

/** Our own transport records how the key was sent; a capture of other traffic does not. */
export function isOurs({ request }: Exchange): boolean {
  return request.auth.kind !== 'unknown';
}

/** One exchange by itself: specs that make the same of it share a case. */
function ofExchange(exchange: Exchange, specs: readonly Spec[], context: CaptureContext): CapturedCases {
  const n = exchange.id + 1;
  const groups = new Map<string, Case>();
  const omitted: Omission[] = [];
  for (const spec of specs) {
    const made = capturedCase(exchange, n, spec, context);
    if ('needs' in made) {
      omitted.push({ case: `captured/${n}-${nameOfCapture(exchange)}`, spec: spec.id, needs: made.needs });
      continue;
    }
    const key = JSON.stringify([made.case.expects, made.case.mistake, made.case.about]);
    groups.set(key, { ...made.case, specs: [...(groups.get(key)?.specs ?? []), spec.id] });
  }
  return {
    cases: [...groups.values()].map((each) => rename(each, [{ ...exchange, step: 0, attempt: 0 }])),
    omitted,
  };
}

function rename(named: Case, exchanges: readonly Exchange[]): CapturedExchanges {
  return { case: named, exchanges: exchanges.map((exchange) => ({ ...exchange, case: named.id })) };
}

function firstId({ exchanges }: CapturedExchanges): number {
  return Math.min(...exchanges.map(({ id }) => id));
}
